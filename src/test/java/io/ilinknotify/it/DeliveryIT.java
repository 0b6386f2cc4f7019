package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From the sign-in to the phone, and what happens to what waits. */
class DeliveryIT {
    @RegisterExtension
    final Installation installation = new Installation().set("NOTIFY_LANGUAGE", "en");

    private final Simulator simulator = installation.simulator;

    @Test
    void aSignInWithDigitsLeadsToAMessageOnThePhone() {
        simulator.ilink().rules().digits(true);
        RunningAgent agent = installation.start();
        agent.signIn(simulator);

        HttpResponse<String> answer = agent.calls.answer(agent.calls.notifyRequest("/notify?wait=20s", "disk full"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("state").asText()).isEqualTo("sent");
        assertThat(simulator.phone().texts()).containsExactly("disk full");
        JsonNode record = agent.calls.record(json(answer).path("id").asText());
        assertThat(record.path("message_id").asText())
                .isEqualTo(simulator.phone().messages().getFirst().messageId());
        assertThat(record.path("told").asText()).isEqualTo("whole");
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    @Test
    void whatCameBeforeTheSignInIsHeldAcrossARestartAndReleased() {
        RunningAgent first = installation.start();
        HttpResponse<String> answer = first.calls.notify("held for you");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("state").asText()).isEqualTo("held");
        assertThat(json(answer).path("reason").asText()).isEqualTo("signed-out");
        first.kill();

        RunningAgent second = installation.start();
        second.signIn(simulator);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(simulator.phone().texts())
                        .singleElement()
                        .asString()
                        .contains("held for you"));
        String id = json(answer).path("id").asText();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> second.calls.state(id).equals("sent"));
    }

    @Test
    void aSpentPurseHoldsAndAReplyReleasesUrgentFirst() {
        installation
                .set("NOTIFY_WINDOW_BUDGET", "1")
                .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
                .set("NOTIFY_WINDOW_RESERVE_HIGH", "0");
        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        agent.calls.answer(agent.calls.notifyRequest("/notify?wait=20s", "the only send"));

        String normal = json(agent.calls.notify("can wait")).path("id").asText();
        HttpResponse<String> urgent = agent.calls.answer(
                agent.calls.notifyRequest("/notify", "must go").header("Priority", "high"));
        assertThat(json(urgent).path("state").asText()).isEqualTo("held");
        assertThat(json(urgent).path("reason").asText()).isEqualTo("purse-spent");
        assertThat(simulator.phone().texts()).hasSize(1);

        simulator.phone().write("go on");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> agent.calls.state(normal).equals("sent"));

        assertThat(agent.calls.state(json(urgent).path("id").asText())).isEqualTo("sent");
        List<String> texts = simulator.phone().texts();
        assertThat(texts).hasSize(2);
        assertThat(texts.get(1)).containsSubsequence("must go", "can wait");
        assertThat(simulator.ilink().violations()).isEmpty();
    }
}
