package io.ilinknotify.volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AgentLockTest {
    @TempDir
    Path temp;

    @Test
    void aSecondOneIsRefusedAndToldWhoHasIt() throws IOException {
        StateDir dir = StateDir.open(temp);

        AgentLock held = AgentLock.take(dir, "process 4711 on pod-1");
        try {
            assertThatThrownBy(() -> AgentLock.take(dir, "process 2"))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessage("Another ilink-notify (process 4711 on pod-1) uses the volume " + temp
                            + ". Two agents would steal each other's messages. Stop that one first, or give this one"
                            + " a notify.state-dir of its own.");
            assertThat(dir.file("agent.lock")).hasContent("process 4711 on pod-1\n");
        } finally {
            held.close();
        }
    }

    @Test
    void aLinkThatCameAfterTheDirectoryWasLookedAtIsNotFollowed() throws IOException {
        StateDir dir = StateDir.open(Files.createDirectory(temp.resolve("state")));
        Path target = Files.writeString(temp.resolve("target.txt"), "mine");
        Files.createSymbolicLink(dir.file("agent.lock"), target);

        assertThatThrownBy(() -> AgentLock.take(dir, "process 1")).isInstanceOf(StartupProblem.class);

        assertThat(target).hasContent("mine");
    }

    @Test
    void itIsFreeAgainAfterwards() throws IOException {
        StateDir dir = StateDir.open(temp);
        AgentLock.take(dir, "a process with a long name").close();

        AgentLock.take(dir, "process 2").close();

        assertThat(dir.file("agent.lock")).hasContent("process 2\n");
    }

    @Test
    void itHoldsBetweenProcessesAndEndsWithTheProcess() throws Exception {
        StateDir dir = StateDir.open(temp);
        Process other = start();

        try (BufferedReader output = other.inputReader()) {
            assertThat(output.readLine()).isEqualTo("locked");
            assertThatThrownBy(() -> AgentLock.take(dir, "process 2"))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("(process " + other.pid() + ")");

            other.destroyForcibly().waitFor();
            AgentLock.take(dir, "process 2").close();
        } finally {
            other.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        String java = Path.of(requireNonNull(System.getProperty("java.home")), "bin", "java")
                .toString();
        List<String> command =
                List.of(java, "-cp", System.getProperty("java.class.path"), Holder.class.getName(), temp.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Takes the lock and keeps it until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws IOException {
            try (AgentLock held = AgentLock.take(
                    StateDir.open(Path.of(args[0])),
                    "process " + ProcessHandle.current().pid())) {
                System.out.println(held == null ? "" : "locked");
                System.out.flush();
                while (System.in.read() >= 0) {
                    // Nobody writes: this waits until it is killed.
                }
            }
        }
    }
}
