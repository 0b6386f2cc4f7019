package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.simulator.ShownMessage;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code kill -9} in the middle of everything, again and again: what was answered is not lost, and of what was on its way
 * to the phone the records tell the truth.
 */
class CrashIT {
    private static final int ROUNDS = 4;
    private static final int CLIENTS = 200;
    private static final int EACH_A_ROUND = 2;
    private static final int A_ROUND = CLIENTS * EACH_A_ROUND;
    private static final Duration DRAINED = Duration.ofSeconds(60);

    private final Simulator simulator = Simulator.start();
    private final Phone phone = simulator.phone();

    @TempDir
    Path directory;

    private Installation installation;

    @BeforeEach
    void install() {
        simulator.ilink().rules().quota(1000).bursts(false).hold(Duration.ofSeconds(1));
        installation = new Installation(directory, simulator)
                .set("NOTIFY_DELIVERY_STRATEGY", "immediate")
                .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
                .set("NOTIFY_DELIVERY_REPEAT_AFTER", "1s")
                .set("NOTIFY_WINDOW_BUDGET", "100")
                .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
                .set("NOTIFY_WINDOW_RESERVE_HIGH", "0");
    }

    @AfterEach
    void end() {
        installation.destroy();
        simulator.close();
    }

    @Test
    void nothingThatWasAnsweredIsLostAndTheRestIsToldAsItIs() {
        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        // An answer that takes its time is what a crash gets in between.
        simulator.ilink().fromNowOn(Endpoint.SEND, new Fault.Late(Duration.ofMillis(15)));
        Map<String, String> answered;
        try (PostingClients clients = new PostingClients(agent.calls, CLIENTS, EACH_A_ROUND);
                ReplyingPerson replies = new ReplyingPerson(phone)) {
            for (int round = 0; round < ROUNDS; round++) {
                clients.begin(round);
                int someLater = clients.answered() + ThreadLocalRandom.current().nextInt(A_ROUND / 4, A_ROUND * 3 / 4);
                await().pollInterval(Duration.ofMillis(1)).until(() -> clients.answered() >= someLater);
                clients.holdOn();
                agent.kill();
                agent = installation.start();
                clients.goOn();
                clients.join();
            }
            RunningAgent last = agent;
            await().atMost(DRAINED).pollInterval(Duration.ofMillis(250)).until(() -> isDrained(last));
            assertThat(replies.written()).isPositive();
            answered = clients.idsByText();
        }

        List<JsonNode> records = agent.calls.records();
        assertThat(answered).hasSize(ROUNDS * A_ROUND);
        assertThat(records.stream().map(record -> record.path("id").asText()))
                .containsExactlyInAnyOrderElementsOf(answered.values());
        assertThat(records.stream().map(record -> record.path("text").asText()))
                .containsExactlyInAnyOrderElementsOf(answered.keySet());
        assertThat(records).allSatisfy(this::isTrue);
        assertThat(lost(records).size() + twice().size())
                .as("lost: %s, twice: %s", lost(records), twice())
                .isLessThanOrEqualTo(ROUNDS);
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    private static boolean isDrained(RunningAgent agent) {
        return List.of("queued", "held", "sending").stream()
                .allMatch(state -> agent.calls
                        .operatorGet("/notifications?limit=1&state=" + state)
                        .path("items")
                        .isEmpty());
    }

    /** A record says sent, and the phone shows that message; or it says that nobody knows. */
    private void isTrue(JsonNode record) {
        assertThat(record.path("state").asText()).as(record.toString()).isIn("sent", "unknown");
        if (record.path("state").asText().equals("sent")) {
            List<ShownMessage> shown = phone.messages().stream()
                    .filter(message ->
                            message.messageId().equals(record.path("message_id").asText()))
                    .toList();
            assertThat(shown).as(record.toString()).hasSize(1);
            if (record.path("told").asText().equals("whole")) {
                assertThat(shown.getFirst().text()).contains(record.path("text").asText());
                assertThat(messagesWith(record.path("text").asText()))
                        .as(record.toString())
                        .hasSize(1);
            }
        }
    }

    private Set<String> messagesWith(String text) {
        return phone.messages().stream()
                .filter(message -> message.text().contains(text))
                .map(ShownMessage::clientId)
                .collect(Collectors.toSet());
    }

    /** The messages of which nobody knows, each by one of the notifications that it carried. */
    private static Set<String> lost(List<JsonNode> records) {
        return records.stream()
                .filter(record -> record.path("state").asText().equals("unknown"))
                .map(record ->
                        record.path("merged_into").asText(record.path("id").asText()))
                .collect(Collectors.toSet());
    }

    /** The messages that the server has shown more than once. */
    private List<String> twice() {
        Map<String, Long> shown = simulator.ilink().sends().stream()
                .filter(send -> send.verdict() == Verdict.SHOWN)
                .collect(Collectors.groupingBy(RecordedSend::clientId, Collectors.counting()));
        List<String> twice = new ArrayList<>();
        shown.forEach((clientId, times) -> {
            assertThat(times).isLessThanOrEqualTo(2);
            if (times == 2) {
                twice.add(clientId);
            }
        });
        return twice;
    }
}
