package io.ilinknotify.volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StateDirTest {
    @TempDir
    Path temp;

    @Test
    void makesTheDirectoryForItsOwnerOnly() throws IOException {
        StateDir dir = StateDir.open(temp.resolve("a/b"));

        assertThat(mode(dir.path())).isEqualTo("rwx------");
        assertThat(dir.warning()).isEmpty();
    }

    @Test
    void leavesADirectoryThatAGroupMayWriteAsItIs() throws IOException {
        Path existing = Files.createDirectory(temp.resolve("existing"));
        Files.setPosixFilePermissions(existing, PosixFilePermissions.fromString("rwxrwxr-x"));

        StateDir dir = StateDir.open(existing);

        assertThat(mode(dir.path())).isEqualTo("rwxrwxr-x");
        assertThat(dir.warning()).isEmpty();
    }

    @Test
    void takesTheRightToWriteFromEverybodyAndSaysSo() throws IOException {
        Path existing = Files.createDirectory(temp.resolve("existing"));
        Files.setPosixFilePermissions(existing, PosixFilePermissions.fromString("rwxrwxrwx"));

        StateDir dir = StateDir.open(existing);

        assertThat(mode(dir.path())).isEqualTo("rwxrwxr-x");
        assertThat(dir.warning()).hasValue("Everybody could write " + existing + ": that right was taken away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.lock", "access.lock", "access.json", "account.json", "agent.db", "agent.db-wal"})
    void refusesALinkInThePlaceOfAFileAndLeavesItsTargetAlone(String name) throws IOException {
        Path target = Files.writeString(temp.resolve("target.txt"), "mine");
        Path state = Files.createDirectory(temp.resolve("state"));
        Files.createSymbolicLink(state.resolve(name), target);

        assertThatThrownBy(() -> StateDir.open(state))
                .isInstanceOf(StartupProblem.class)
                .hasMessageStartingWith(state.resolve(name) + " is a link");
        assertThat(target).hasContent("mine");
        assertThat(mode(target)).isNotEqualTo("rw-------");
    }

    @Test
    void writesAWholeFileForItsOwnerOnly() throws IOException {
        StateDir dir = StateDir.open(temp);

        dir.write("account.json", "one".getBytes(UTF_8));
        dir.write("account.json", "two".getBytes(UTF_8));

        assertThat(dir.read("account.json")).hasValue("two".getBytes(UTF_8));
        assertThat(mode(dir.file("account.json"))).isEqualTo("rw-------");
        assertThat(names()).containsExactly("account.json");
    }

    @Test
    void aFileThatIsNotThereIsEmpty() throws IOException {
        StateDir dir = StateDir.open(temp);

        assertThat(dir.read("account.json")).isEmpty();
    }

    @Test
    void tightensItsOwnFilesAndLeavesOthersAlone() throws IOException {
        loose("access.json");
        loose("agent.db-wal");
        loose("notes.txt");

        StateDir.open(temp);

        assertThat(mode(temp.resolve("access.json"))).isEqualTo("rw-------");
        assertThat(mode(temp.resolve("agent.db-wal"))).isEqualTo("rw-------");
        assertThat(mode(temp.resolve("notes.txt"))).isEqualTo("rw-r--r--");
    }

    @Test
    void preparesAFileForSomebodyWhoWouldMakeItLooser() throws IOException {
        StateDir dir = StateDir.open(temp);
        loose("agent.db-shm");

        dir.prepare("agent.db");
        dir.prepare("agent.db-shm");

        assertThat(mode(temp.resolve("agent.db"))).isEqualTo("rw-------");
        assertThat(mode(temp.resolve("agent.db-shm"))).isEqualTo("rw-------");
    }

    @Test
    void saysWhatIsWrongWhenItIsAFile() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> StateDir.open(file))
                .isInstanceOf(StartupProblem.class)
                .hasMessageStartingWith("notify.state-dir: " + file + " cannot be used (FileAlreadyExists")
                .hasMessageEndingWith("may write.");
    }

    @Test
    void saysWhatIsWrongWhenItsParentCannotBeWritten() {
        assertThatThrownBy(() -> StateDir.open(Path.of("/proc/ilink-notify")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageStartingWith("notify.state-dir: /proc/ilink-notify cannot be used (");
    }

    @Test
    void aDamagedFileIsNamedWithWhatToDo() {
        StartupProblem problem = StartupProblem.damaged(
                Path.of("/var/lib/ilink-notify/account.json"), "it is empty", "Restore it from a backup.");

        assertThat(problem)
                .hasMessage("/var/lib/ilink-notify/account.json is damaged (it is empty). It was left as it is."
                        + " Restore it from a backup.");
        assertThat(problem.getStackTrace()).isEmpty();
    }

    private void loose(String name) throws IOException {
        Path file = Files.createFile(temp.resolve(name));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
