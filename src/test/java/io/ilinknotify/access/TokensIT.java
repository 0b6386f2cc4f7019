package io.ilinknotify.access;

import io.ilinknotify.AgentProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class TokensIT {
    private static final byte[] HELLO = "hello".getBytes(UTF_8);

    @TempDir
    Path volume;

    @TempDir
    Path elsewhere;

    @Test
    void theCommandWorksBeforeAndWhileTheAgentRunsAndNoLogShowsAToken() throws Exception {
        String before = token(command("tokens"), "default");

        try (AgentProcess agent = agent(elsewhere).start()) {
            assertThat(agent.post("/notify", before, HELLO).statusCode()).isEqualTo(202);

            String after = token(command("tokens", "--rotate", "default"), "default");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> agent.post("/notify", after, HELLO).statusCode() == 202);

            assertThat(agent.post("/notify", before, HELLO).statusCode()).isEqualTo(401);
            assertThat(agent.out() + agent.err())
                    .contains("the command \"ilink-notify tokens\" shows them")
                    .doesNotContain(before, after, token(command("tokens"), "operator"));
        }
    }

    @Test
    void aSecondAgentOnTheVolumeIsRefusedInWords() throws Exception {
        try (AgentProcess first = agent(elsewhere).start();
                AgentProcess second = agent(Files.createDirectory(elsewhere.resolve("second")))) {
            assertThat(second.run()).isEqualTo(1);

            assertThat(second.err())
                    .contains("Another ilink-notify (process " + first.running().pid())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void everythingThatIsWrongWithTheSettingsIsToldAtOnce() throws Exception {
        try (AgentProcess agent = agent(elsewhere)
                .with("NOTIFY_LANGUAGE", "klingon")
                .with("NOTIFY_WINDOW_MARGIN", "30h")
                .with("NOTIFY_ACCESS_TOKENS_CI", "change-me")) {
            assertThat(agent.run()).isEqualTo(1);

            assertThat(agent.err()).isEqualTo("""
                            ilink-notify cannot start, its settings are wrong:
                              notify.language: "klingon" cannot be read; it must be one of en, zh
                              notify.access.tokens.ci: is a placeholder; put a random token there, such as the output\
                             of "openssl rand -base64 32"
                              notify.window.margin: 30h must be shorter than notify.window.length (24h)
                            """);
        }
    }

    @Test
    void aDamagedFileIsNamedAndKept() throws Exception {
        Path file = Files.writeString(volume.resolve("access.json"), "{\"tokens\":");

        try (AgentProcess agent = agent(elsewhere)) {
            assertThat(agent.run()).isEqualTo(1);
            assertThat(agent.err())
                    .startsWith("ilink-notify cannot start: " + file + " is damaged")
                    .doesNotContain("\tat ");
        }
        assertThat(file).hasContent("{\"tokens\":");
    }

    private AgentProcess agent(Path directory) {
        return new AgentProcess(directory).with("NOTIFY_STATE_DIR", volume.toString());
    }

    private String command(String... arguments) throws Exception {
        try (AgentProcess command = agent(Files.createTempDirectory(elsewhere, "command"))) {
            assertThat(command.run(arguments)).as(command::err).isZero();
            return command.out();
        }
    }

    private static String token(String output, String name) {
        return output.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.replaceFirst(".* ", ""))
                .findFirst()
                .orElseThrow();
    }
}
