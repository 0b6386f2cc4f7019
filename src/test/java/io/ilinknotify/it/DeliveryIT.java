package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From the sign-in to the phone, and what happens to what waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryIT {
    @RegisterExtension
    final Installation installation = new Installation().set("NOTIFY_LANGUAGE", "en");

    private final Simulator simulator = installation.simulator;

    private RunningAgent agent;

    @BeforeAll
    void start() {
        simulator.ilink().rules().digits = true;
        agent = installation.start();
    }

    @Test
    @Order(1)
    void whatCameBeforeTheSignInIsHeldAcrossARestartAndReleasedAfterDigits() {
        HttpResponse<String> answer = agent.calls.notify("held for you");
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("state").asText()).isEqualTo("held");
        assertThat(json(answer).path("reason").asText()).isEqualTo("signed-out");
        agent.kill();

        agent = installation.start();
        agent.signIn(simulator);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(simulator.phone().texts())
                        .singleElement()
                        .asString()
                        .contains("held for you"));
        String id = json(answer).path("id").asText();
        await().atMost(Duration.ofSeconds(10)).until(() -> agent.calls.state(id).equals("sent"));
    }

    @Test
    @Order(2)
    void aMessageComesToThePhoneWhileItsSenderWaits() {
        writes("what else?");

        HttpResponse<String> answer = agent.calls.answer(agent.calls.notifyRequest("/notify?wait=20s", "disk full"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("state").asText()).isEqualTo("sent");
        assertThat(simulator.phone().texts()).contains("disk full").hasSize(2);
        JsonNode record = agent.calls.record(json(answer).path("id").asText());
        assertThat(record.path("message_id").asText())
                .isEqualTo(simulator.phone().messages().getLast().messageId());
        assertThat(record.path("told").asText()).isEqualTo("whole");
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    @Test
    @Order(3)
    void aSpentPurseHoldsAndAReplyReleasesUrgentFirst() {
        agent.kill();
        agent = installation
                .set("NOTIFY_WINDOW_BUDGET", "1")
                .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
                .set("NOTIFY_WINDOW_RESERVE_HIGH", "0")
                .start();
        writes("a purse of one");
        int before = simulator.phone().texts().size();
        agent.calls.answer(agent.calls.notifyRequest("/notify?wait=20s", "the only send"));

        String normal = json(agent.calls.notify("can wait")).path("id").asText();
        HttpResponse<String> urgent = agent.calls.answer(
                agent.calls.notifyRequest("/notify", "must go").header("Priority", "high"));
        assertThat(json(urgent).path("state").asText()).isEqualTo("held");
        assertThat(json(urgent).path("reason").asText()).isEqualTo("purse-spent");
        assertThat(simulator.phone().texts()).hasSize(before + 1);

        simulator.phone().write("go on");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> agent.calls.state(normal).equals("sent"));

        assertThat(agent.calls.state(json(urgent).path("id").asText())).isEqualTo("sent");
        List<String> texts = simulator.phone().texts();
        assertThat(texts).hasSize(before + 2);
        assertThat(texts.getLast()).containsSubsequence("must go", "can wait");
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    /** Brings a fresh purse. */
    private void writes(String text) {
        simulator.phone().write(text);
        await().until(() ->
                agent.calls.operatorGet("/status").at("/window/used").asInt(-1) == 0);
    }
}
