package io.ilinknotify.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the executable says on a command line. */
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final Installation installation =
            new Installation().unset("NOTIFY_ACCESS_OPERATOR_TOKEN").unset("NOTIFY_ACCESS_TOKENS_CI");

    @Test
    void tokensShowsBeforeTheFirstStartWhatItWillTake() {
        String shown = run("tokens");
        String token = token(shown, "default");

        RunningAgent agent = installation.start();

        assertThat(shown).contains("There was no volume at " + installation.stateDir.toAbsolutePath() + ", ");
        assertThat(status(agent, token)).isEqualTo(202);
        assertThat(installation.printed()).containsOnlyOnce(token);
    }

    @Test
    void tokensShowsWhatTheFirstStartMadeAndARotatedOneTakesItsPlaceSoon() {
        RunningAgent agent = installation.start();
        String shown = run("tokens");
        assertThat(shown).contains("Volume: " + installation.stateDir.toAbsolutePath() + "\n");
        String first = token(shown, "default");
        assertThat(token(shown, "operator")).hasSize(43).isNotEqualTo(first);
        assertThat(status(agent, first)).isEqualTo(202);
        // It is ready a moment before it says so; it warns of nothing when nothing is wrong.
        assertThat(await().until(agent::output, output -> output.contains("Listening on")))
                .contains("ilink-notify tokens")
                .doesNotContain(first, "WARN", "ERROR");

        String fresh = token(run("tokens", "--rotate", "default"), "default");

        assertThat(fresh).isNotEqualTo(first);
        await().atMost(Duration.ofSeconds(15)).until(() -> status(agent, fresh) == 202);
        assertThat(status(agent, first)).isEqualTo(401);
        assertThat(token(run("tokens"), "default")).isEqualTo(fresh);
        assertThat(agent.output()).doesNotContain(first, fresh);
    }

    @Test
    void whatItDoesNotKnowIsToldWithItsUsage() {
        RunningAgent command = installation.launch("tokns");

        assertThat(command.awaitExit(PATIENCE)).isEqualTo(2);
        assertThat(command.output()).startsWith("Usage: ilink-notify");
    }

    @Test
    void valuesThatCannotBeReadStopTheStartWithOneMessageThatNamesThem() {
        installation.set("NOTIFY_TIME_ZONE", "Mars/Olympus").set("ILINK_POLL_HOLD", "soon");

        assertThat(refusal())
                .containsOnlyOnce("ilink-notify cannot start, its settings are wrong:")
                .contains("notify.time-zone")
                .contains("ilink.poll-hold")
                .doesNotContain("\tat ");
    }

    @Test
    void brokenRulesStopTheStartWithOneMessageThatSaysWhatWouldBeRight() {
        installation
                .set("ILINK_POLL_HOLD", "1h")
                .set("NOTIFY_WINDOW_MARGIN", "30h")
                .set("NOTIFY_ACCESS_TOKENS_CI", "change-me");

        assertThat(refusal())
                .containsOnlyOnce("ilink-notify cannot start, its settings are wrong:\n")
                .contains("  ilink.poll-hold must be 1s to 5m, not PT1H\n")
                .contains("""
                          notify.access.tokens.ci: is a placeholder; put a random token there, such as the output of\
                         "openssl rand -base64 32"
                          notify.window.margin: 30h must be shorter than notify.window.length (24h)
                        """)
                .doesNotContain("change-me")
                .doesNotContain("\tat ");
    }

    /** What it printed when its settings stopped the start. */
    private String refusal() {
        RunningAgent agent = installation.launch();

        assertThat(agent.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(installation.stateDir).doesNotExist();
        return agent.output();
    }

    private String run(String... arguments) {
        RunningAgent command = installation.launch(arguments);
        assertThat(command.awaitExit(PATIENCE)).as(command.output()).isZero();
        return command.output();
    }

    private static String token(String shown, String name) {
        Matcher line =
                Pattern.compile("^" + name + " +(\\S+)$", Pattern.MULTILINE).matcher(shown);
        assertThat(line.find()).as(shown).isTrue();
        return line.group(1);
    }

    private static int status(RunningAgent agent, String token) {
        return agent.calls
                .answer(agent.calls
                        .request("/notify")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofString("hello")))
                .statusCode();
    }
}
