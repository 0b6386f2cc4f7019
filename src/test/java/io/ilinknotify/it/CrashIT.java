package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.it.PostingClients.Post;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Fault.When;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.simulator.ShownMessage;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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
 * to the phone the records tell the truth. Each kill comes while clients post and while the server owes the answer to a
 * send, which has reached the phone in every second round.
 */
class CrashIT {
    private static final int ROUNDS = 4;
    private static final int CLIENTS = 200;
    private static final Post[] EACH_A_ROUND = {new Post("default", ""), new Post("high", "")};
    private static final int A_ROUND = CLIENTS * EACH_A_ROUND.length;
    private static final Duration DRAINED = Duration.ofSeconds(60);

    @RegisterExtension
    final FreshInstallation fresh = new FreshInstallation();

    private final Simulator simulator = fresh.simulator;
    private final Phone phone = simulator.phone();

    private final Installation installation = fresh.installation
            .set("NOTIFY_DELIVERY_STRATEGY", "immediate")
            .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
            .set("NOTIFY_DELIVERY_REPEAT_AFTER", "1s")
            .set("ILINK_SEND_TIMEOUT", "2m")
            .set("NOTIFY_WINDOW_BUDGET", "100")
            .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
            .set("NOTIFY_WINDOW_RESERVE_HIGH", "0");

    @BeforeEach
    void install() {
        simulator.ilink().rules().quota(1000).bursts(false).hold(Duration.ofSeconds(1));
    }

    @Test
    void nothingThatWasAnsweredIsLostAndTheRestIsToldAsItIs() {
        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        simulator.ilink().fromNowOn(Endpoint.SEND, new Fault.Late(Duration.ofMillis(15)));
        List<RecordedSend> inFlight = new ArrayList<>();
        Map<String, String> answered;
        try (PostingClients clients = new PostingClients(agent.calls, CLIENTS, EACH_A_ROUND);
                ReplyingPerson replies = new ReplyingPerson(phone)) {
            for (int round = 0; round < ROUNDS; round++) {
                int before = clients.answered();
                clients.begin(round);
                awaitAnswers(clients, before + ThreadLocalRandom.current().nextInt(A_ROUND / 4));
                inFlight.add(awaitSendWithoutAnswer(round % 2 == 0 ? When.BEFORE_DELIVERY : When.AFTER_DELIVERY));
                awaitAnswers(clients, before + ThreadLocalRandom.current().nextInt(A_ROUND / 4, A_ROUND * 3 / 4));
                clients.holdOn();
                agent.kill();
                assertThat(newestSend()).isEqualTo(inFlight.getLast());
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
        assertThat(inFlight).hasSize(ROUNDS).allSatisfy(send -> isTrueOfWhatWasInFlight(send, inFlight, records));
        assertThat(lost(records).size() + twice().size())
                .as("lost: %s, twice: %s", lost(records), twice())
                .isLessThanOrEqualTo(ROUNDS);
        assertThat(simulator.ilink().violations()).isEmpty();
        assertThat(fresh.temporary).as("left behind").isEmptyDirectory();
    }

    private static void awaitAnswers(PostingClients clients, int many) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> clients.answered() >= many);
    }

    /** The next send gets no answer as long as the agent lives; there is no other one after it. */
    private RecordedSend awaitSendWithoutAnswer(When effect) {
        simulator.ilink().nextSend(new Fault.Silence(effect));
        await().atMost(DRAINED)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> simulator.ilink().faultsWaiting() == 0);
        return newestSend();
    }

    private RecordedSend newestSend() {
        return simulator.ilink().sends().getLast();
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

    /** Of a message that never got an answer, not even to a repeat, nobody may claim to know. */
    private void isTrueOfWhatWasInFlight(RecordedSend send, List<RecordedSend> inFlight, List<JsonNode> records) {
        if (tries(simulator.ilink().sends(), send.clientId()) > tries(inFlight, send.clientId())) {
            return;
        }
        assertThat(records)
                .filteredOn(record -> send.text().contains(record.path("text").asText()))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.path("state").asText())
                        .as(record.toString())
                        .isEqualTo("unknown"));
    }

    private static long tries(List<RecordedSend> sends, String clientId) {
        return sends.stream().filter(send -> send.clientId().equals(clientId)).count();
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
