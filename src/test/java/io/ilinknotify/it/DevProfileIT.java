package io.ilinknotify.it;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What is built is never in dev mode: a profile of that name opens nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevProfileIT {
    private static final Path DEV_MODE = Path.of("src/dev/application.properties");

    @RegisterExtension
    final Installation installation = new Installation()
            .unset("NOTIFY_ACCESS_OPERATOR_TOKEN")
            .unset("NOTIFY_ACCESS_TOKENS_CI")
            .set("QUARKUS_PROFILE", "dev");

    private RunningAgent agent;
    private List<String> tokensOfDevMode;

    @BeforeAll
    void start() throws IOException {
        Properties devMode = new Properties();
        try (Reader reader = Files.newBufferedReader(DEV_MODE)) {
            devMode.load(reader);
        }
        tokensOfDevMode = devMode.stringPropertyNames().stream()
                .filter(name -> name.contains("token"))
                .map(devMode::getProperty)
                .toList();
        agent = installation.start();
        // It is ready a moment before it says which profile it has.
        await().until(agent::output, output -> output.contains("Profile dev activated"));
    }

    @Test
    void noTokenOfDevModeIsTaken() {
        assertThat(tokensOfDevMode).hasSize(2).allSatisfy(token -> {
            assertThat(status("/notify", token, "hello")).isEqualTo(401);
            assertThat(status("/status", token, "")).isEqualTo(401);
            assertThat(status("/login", token, "")).isEqualTo(401);
        });
    }

    @Test
    void noSimulatorIsStartedAndNothingIsPrinted() {
        assertThat(agent.output())
                .contains("Listening on")
                .doesNotContain("/phone")
                .doesNotContain("curl")
                .doesNotContain(tokensOfDevMode);
    }

    /** A request with a body is a POST. */
    private int status(String path, String token, String body) {
        var request = agent.calls.request(path).header("Authorization", "Bearer " + token);
        return agent.calls
                .answer(body.isEmpty() ? request : request.POST(BodyPublishers.ofString(body)))
                .statusCode();
    }
}
