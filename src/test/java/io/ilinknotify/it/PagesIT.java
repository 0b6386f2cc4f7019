package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages for people: what they show is read in another way in a native executable than on the JVM. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {
    private static final Pattern LINK = Pattern.compile("https?://\\S+/m/\\S+");
    /** More than fits into a few messages, so that the phone gets a link. */
    private static final String LONG = "x".repeat(20_000);

    @RegisterExtension
    final Installation installation = new Installation()
            .set("NOTIFY_LANGUAGE", "en")
            .set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s")
            .set("NOTIFY_JOBS_PULSE_EVERY", "1h")
            .set("NOTIFY_JOBS_PULSE_TITLE", "Alive")
            .set("NOTIFY_QUIET_NIGHT_FROM", "22:00")
            .set("NOTIFY_QUIET_NIGHT_TO", "07:00")
            // They hold nothing of this test, whatever the time is now.
            .set("NOTIFY_QUIET_NIGHT_BELOW", "default");

    private final Simulator simulator = installation.simulator;
    private RunningAgent agent;

    @BeforeAll
    void start() {
        agent = installation
                .set("NOTIFY_PUBLIC_URL", "http://127.0.0.1:" + installation.port)
                .start();
    }

    @Test
    @Order(1)
    void beforeTheSignInTheyShowTheCodeAndWhatWaits() {
        agent.calls.notify("disk full");
        agent.awaitLogin("waiting");

        assertThat(page("/login")).contains("<svg", "Scan", "data-state=\"waiting\"");
        assertThat(page("/")).contains("How things stand", "disk full", "pulse", "night");
        HttpResponse<String> stranger =
                agent.calls.answer(agent.calls.request("/").header("Accept", "text/html"));
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("<form method=\"post\" action=\"/login/operator\">");
    }

    @Test
    @Order(2)
    void afterItTheyShowTheAccountTheRecordAndTheWholeText() {
        agent.signIn(simulator);
        HttpResponse<String> sent =
                agent.calls.answer(agent.calls.notifyRequest("/notify?wait=20s", "disk full: " + LONG));
        String id = json(sent).path("id").asText();
        Matcher link = LINK.matcher(String.join("\n", simulator.phone().texts()));

        assertThat(page("/login")).contains("data-state=\"signed-in\"", "@im.bot");
        assertThat(page("/")).contains(id, "disk full");
        assertThat(page("/status/notifications/" + id)).contains("disk full", LONG);
        assertThat(link.find()).as(simulator.phone().texts().toString()).isTrue();
        HttpResponse<String> whole =
                agent.calls.answer(agent.calls.request(URI.create(link.group()).getRawPath()));
        assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
        assertThat(whole.body()).contains(LONG);
    }

    private String page(String path) {
        HttpResponse<String> answer =
                agent.calls.answer(agent.calls.asOperator(path).header("Accept", "text/html"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
