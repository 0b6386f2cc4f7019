package io.ilinknotify.access;

import io.ilinknotify.volume.StateDir;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TokensCommandTest {
    private static final String CI = "a-token-for-ci-0123456789";

    @TempDir
    Path temp;

    /** As a start leaves it that had no need of tokens of its own, or whose {@code access.json} was moved away. */
    @BeforeEach
    void makeAVolume() throws IOException {
        Files.createFile(StateDir.open(temp.resolve("state")).file("agent.db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent.db", "state"})
    void saysThatAVolumeIsNewAndThatARunningAgentHasAnother(String missing) throws IOException {
        Files.delete(temp.resolve("state/agent.db"));
        if (missing.equals("state")) {
            Files.delete(temp.resolve("state"));
        }

        Run first = run(FixedAccessConfig.nothing());
        Run again = run(FixedAccessConfig.nothing());

        assertThat(first.err())
                .startsWith("There was no volume at " + temp.resolve("state").toAbsolutePath() + ", now there is: ")
                .contains("NOTIFY_STATE_DIR");
        assertThat(again.err()).isEqualTo(volume());
        assertThat(again.out()).isEqualTo(first.out());
    }

    @Test
    void aFileOfTokensAloneIsAVolume() throws IOException {
        Run before = run(FixedAccessConfig.nothing());
        Files.delete(temp.resolve("state/agent.db"));

        assertThat(run(FixedAccessConfig.nothing())).isEqualTo(before);
    }

    @Test
    void makesAndShowsTheTokensThatAVolumeLacks() throws IOException {
        Run first = run(FixedAccessConfig.nothing());
        Run again = run(FixedAccessConfig.nothing());

        assertThat(first.code()).isZero();
        assertThat(first.out()).matches("default {4}[A-Za-z0-9_-]{43}\\noperator {3}[A-Za-z0-9_-]{43}\\n");
        assertThat(first.err()).isEqualTo(volume());
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(temp.resolve("state").resolve("access.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void namesWhatIsConfiguredWithoutShowingIt() throws IOException {
        Run run = run(FixedAccessConfig.nothing().client("ci", CI));

        assertThat(run.out()).matches("operator {3}[A-Za-z0-9_-]{43}\\n");
        assertThat(run.err()).isEqualTo(volume() + "ci: given by notify.access.tokens.ci\n");
    }

    @Test
    void rotatesOneTokenAndLeavesTheOther() throws IOException {
        Run before = run(FixedAccessConfig.nothing());

        Run rotated = run(FixedAccessConfig.nothing(), "default");
        Run after = run(FixedAccessConfig.nothing());

        assertThat(rotated.code()).isZero();
        assertThat(rotated.err()).isEqualTo(volume());
        assertThat(rotated.out()).matches("default {4}[A-Za-z0-9_-]{43}\\n");
        assertThat(after.out()).startsWith(rotated.out());
        assertThat(after.out().lines().toList().get(0))
                .isNotEqualTo(before.out().lines().toList().get(0));
        assertThat(after.out().lines().toList().get(1))
                .isEqualTo(before.out().lines().toList().get(1));
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(temp.resolve("state").resolve("access.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void rotatesTheOperatorsToo() throws IOException {
        run(FixedAccessConfig.nothing());

        assertThat(run(FixedAccessConfig.nothing(), "operator").out()).matches("operator {3}[A-Za-z0-9_-]{43}\\n");
    }

    @Test
    void refusesToRotateWhatItDidNotMake() throws IOException {
        FixedAccessConfig config = FixedAccessConfig.nothing().client("ci", CI);

        Run configured = run(config, "ci");
        Run unknown = run(FixedAccessConfig.nothing(), "backup");

        assertThat(configured.code()).isEqualTo(1);
        assertThat(configured.err()).isEqualTo(volume() + "ci is given by notify.access.tokens.ci: change it there\n");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err())
                .isEqualTo(volume() + "There is no token \"backup\" to rotate; there are: default, operator\n");
    }

    @Test
    void manyAtOnceAgreeOnTheSameTokens() throws Exception {
        List<Callable<String>> commands = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            commands.add(() -> run(FixedAccessConfig.nothing()).out());
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<String> outputs = new ArrayList<>();
            for (Future<String> output : threads.invokeAll(commands)) {
                outputs.add(output.get());
            }
            assertThat(outputs).hasSize(16).containsOnly(outputs.getFirst());
        }
    }

    private String volume() {
        return "Volume: " + temp.resolve("state").toAbsolutePath() + "\n";
    }

    private record Run(int code, String out, String err) {}

    private Run run(AccessConfig config, String... rotate) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        TokensCommand command = new TokensCommand(
                config, temp.resolve("state"), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        int code = rotate.length == 0 ? command.show() : command.rotate(rotate[0]);
        return new Run(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
