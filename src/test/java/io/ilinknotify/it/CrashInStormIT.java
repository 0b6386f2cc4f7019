package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.it.PostingClients.Post;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.simulator.ShownMessage;
import io.ilinknotify.simulator.Simulator;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code kill -9} at any moment of a storm in which all priorities and long texts share messages, and the person writes
 * back: nothing that was answered is lost, nothing is called sent that the phone does not show, and the purse is the
 * server's.
 */
class CrashInStormIT {
    private static final int ROUNDS = 5;
    private static final int CLIENTS = 30;
    private static final int BUDGET = 100;
    private static final Post[] EACH_A_ROUND = {
        new Post("low", ""),
        new Post("default", ""),
        new Post("critical", ""),
        new Post("high", " with a long text" + " and more of it".repeat(80)),
        new Post("high", ""),
    };
    private static final int A_ROUND = CLIENTS * EACH_A_ROUND.length;
    private static final Duration DRAINED = Duration.ofSeconds(90);

    @RegisterExtension
    final FreshInstallation fresh = new FreshInstallation();

    private final Simulator simulator = fresh.simulator;
    private final Phone phone = simulator.phone();

    private final Installation installation = fresh.installation
            .set("NOTIFY_LANGUAGE", "en")
            .set("NOTIFY_DELIVERY_MAX_LENGTH", "600")
            .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
            .set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s")
            .set("NOTIFY_DELIVERY_GAPS_HIGH", "0s")
            .set("NOTIFY_DELIVERY_GAPS_CRITICAL", "0s")
            .set("NOTIFY_DELIVERY_REPEAT_AFTER", "1s")
            .set("NOTIFY_WINDOW_BUDGET", String.valueOf(BUDGET))
            .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
            .set("NOTIFY_WINDOW_RESERVE_HIGH", "0");

    @BeforeEach
    void install() {
        simulator.ilink().rules().quota(BUDGET).bursts(false).hold(Duration.ofSeconds(1));
    }

    @Test
    void whatWasAnsweredStandsOnThePhoneOrIsKnownToBeInDoubt() {
        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        simulator.ilink().fromNowOn(Endpoint.SEND, new Fault.Late(Duration.ofMillis(40)));
        Map<String, String> answered;
        try (PostingClients clients = new PostingClients(agent.calls, CLIENTS, EACH_A_ROUND);
                ReplyingPerson replies = new ReplyingPerson(phone)) {
            for (int round = 0; round < ROUNDS; round++) {
                int until = clients.answered() + ThreadLocalRandom.current().nextInt(A_ROUND * 3 / 4);
                clients.begin(round);
                await().pollInterval(Duration.ofMillis(1)).until(() -> clients.answered() >= until);
                clients.holdOn();
                agent.kill();
                agent = installation.start();
                clients.goOn();
                clients.join();
            }
            Calls calls = agent.calls;
            await().atMost(DRAINED).pollInterval(Duration.ofMillis(250)).until(() -> isDrained(calls));
            assertThat(replies.written()).isPositive();
            answered = clients.idsByText();
        }

        List<JsonNode> records = agent.calls.records();
        agent.kill();
        assertThat(records.stream()
                        .collect(Collectors.toMap(
                                record -> record.path("text").asText(),
                                record -> record.path("id").asText())))
                .hasSize(ROUNDS * A_ROUND)
                .isEqualTo(answered);
        assertThat(records).allSatisfy(this::isTrue);
        assertThat(messagesInDoubt(records)).hasSizeLessThanOrEqualTo(ROUNDS);
        assertThat(simulator.ilink().sends()).extracting(RecordedSend::verdict).containsOnly(Verdict.SHOWN);
        assertThat(simulator.ilink().violations()).isEmpty();
        thePurseIsTheServers();
    }

    private static boolean isDrained(Calls calls) {
        return List.of("queued", "held", "sending").stream()
                .allMatch(state -> calls.operatorGet("/notifications?limit=1&state=" + state)
                        .path("items")
                        .isEmpty());
    }

    /** A record says sent, and the phone shows it in one message, whole if the record says so; or nobody knows. */
    private void isTrue(JsonNode record) {
        String text = record.path("text").asText();
        String beginning = text.substring(0, text.indexOf(']') + 1);
        assertThat(record.path("state").asText()).as(record.toString()).isIn("sent", "unknown");
        assertThat(messagesThatTell(beginning)).as(record.toString()).hasSizeLessThanOrEqualTo(1);
        if (record.path("state").asText().equals("unknown")) {
            return;
        }
        List<ShownMessage> shown = phone.messages().stream()
                .filter(message ->
                        message.messageId().equals(record.path("message_id").asText()))
                .toList();
        assertThat(shown).as(record.toString()).hasSize(1);
        String message = shown.getFirst().text();
        switch (record.path("told").asText()) {
            case "whole" -> {
                boolean inParts = message.contains("(2/2)") || message.contains("(3/3)");
                assertThat(message).as(record.toString()).contains(inParts ? "and more of it" : text);
            }
            case "line" -> assertThat(message).as(record.toString()).containsAnyOf(beginning, "(2/2)", "(3/3)");
            default -> assertThat(message).as(record.toString()).contains(" more, not listed");
        }
    }

    /** By their ids: a first try and its repeat are one. What is said of the past is not told again. */
    private Set<String> messagesThatTell(String beginning) {
        return phone.messages().stream()
                .filter(message ->
                        message.text().lines().anyMatch(line -> line.contains(beginning) && !line.startsWith("❔")))
                .map(ShownMessage::clientId)
                .collect(Collectors.toSet());
    }

    private static Set<String> messagesInDoubt(List<JsonNode> records) {
        return records.stream()
                .filter(record -> record.path("state").asText().equals("unknown"))
                .map(record ->
                        record.path("merged_into").asText(record.path("id").asText()))
                .collect(Collectors.toSet());
    }

    /** Never less than the server counted; more only for what was charged and cut off, once at each kill. */
    private void thePurseIsTheServers() {
        int more = 0;
        for (Charged purse : purses()) {
            int counted = phone.quotaUsed(purse.contextToken());
            assertThat(purse.used()).isBetween(counted, BUDGET);
            more += purse.used() - counted;
        }
        assertThat(more).isLessThanOrEqualTo(ROUNDS);
    }

    private List<Charged> purses() {
        try (Store store = Store.open(new Database(installation.stateDir.resolve("agent.db")))) {
            return store.read(tx -> tx.all(
                    "SELECT context_token, used FROM purse",
                    row -> new Charged(row.text("context_token"), row.count("used"))));
        }
    }

    /** What the agent has paid out of one message of the person. */
    private record Charged(String contextToken, int used) {}
}
