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
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code kill -9} in the middle of everything, again and again, while clients post and the person writes back: nothing
 * that was answered is lost, and nothing is called sent that the phone does not show.
 */
class CrashIT {
    private static final Duration DRAINED = Duration.ofSeconds(90);
    private static final int BUDGET = 100;

    @RegisterExtension
    final Installation installation = new Installation()
            .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
            .set("NOTIFY_DELIVERY_REPEAT_AFTER", "1s")
            .set("NOTIFY_WINDOW_BUDGET", String.valueOf(BUDGET))
            .set("NOTIFY_WINDOW_RESERVE_DEFAULT", "0")
            .set("NOTIFY_WINDOW_RESERVE_HIGH", "0");

    private final Simulator simulator = installation.simulator;
    private final Phone phone = simulator.phone();

    @TempDir
    Path temporary;

    /**
     * Each kill comes while the server owes the answer to a send, which has reached the phone in every second round; each
     * notification is a message of its own.
     */
    @Test
    void ofWhatWasOnItsWayTheRecordsTellTheTruth() {
        Storm storm = new Storm(4, 200, new Post("default", ""), new Post("high", ""));
        simulator.ilink().rules().quota(1000).bursts(false).hold(Duration.ofSeconds(1));
        RunningAgent agent = installation
                .heap("-Djava.io.tmpdir=" + temporary)
                .set("NOTIFY_DELIVERY_STRATEGY", "immediate")
                .set("ILINK_SEND_TIMEOUT", "2m")
                .start();
        agent.signIn(simulator);
        simulator.ilink().fromNowOn(Endpoint.SEND, new Fault.Late(Duration.ofMillis(15)));
        List<RecordedSend> inFlight = new ArrayList<>();

        List<JsonNode> records = rage(storm, agent, (clients, round) -> {
            int before = clients.answered();
            clients.begin(round);
            awaitAnswers(clients, before + ThreadLocalRandom.current().nextInt(storm.aRound() / 4));
            inFlight.add(awaitSendWithoutAnswer(round % 2 == 0 ? When.BEFORE_DELIVERY : When.AFTER_DELIVERY));
            awaitAnswers(
                    clients, before + ThreadLocalRandom.current().nextInt(storm.aRound() / 4, storm.aRound() * 3 / 4));
            return () -> assertThat(newestSend()).isEqualTo(inFlight.getLast());
        });

        assertThat(records).allSatisfy(this::isTrue);
        assertThat(inFlight)
                .hasSize(storm.rounds())
                .allSatisfy(send -> isTrueOfWhatWasInFlight(send, inFlight, records));
        assertThat(messagesInDoubt(records).size() + twice().size())
                .as("lost: %s, twice: %s", messagesInDoubt(records), twice())
                .isLessThanOrEqualTo(storm.rounds());
        assertThat(simulator.ilink().violations()).isEmpty();
        assertThat(temporary).as("left behind").isEmptyDirectory();
    }

    /** Each kill comes at any moment; all priorities and long texts share messages. */
    @Test
    void inAStormThePhoneShowsItOrItIsKnownToBeInDoubtAndThePurseIsTheServers() {
        Storm storm = new Storm(
                5,
                30,
                new Post("low", ""),
                new Post("default", ""),
                new Post("critical", ""),
                new Post("high", " with a long text" + " and more of it".repeat(80)),
                new Post("high", ""));
        simulator.ilink().rules().quota(BUDGET).bursts(false).hold(Duration.ofSeconds(1));
        RunningAgent agent = installation
                .set("NOTIFY_LANGUAGE", "en")
                .set("NOTIFY_DELIVERY_MAX_LENGTH", "600")
                .set("NOTIFY_DELIVERY_GAPS_DEFAULT", "0s")
                .set("NOTIFY_DELIVERY_GAPS_HIGH", "0s")
                .set("NOTIFY_DELIVERY_GAPS_CRITICAL", "0s")
                .start();
        agent.signIn(simulator);
        simulator.ilink().fromNowOn(Endpoint.SEND, new Fault.Late(Duration.ofMillis(40)));

        List<JsonNode> records = rage(storm, agent, (clients, round) -> {
            int until = clients.answered() + ThreadLocalRandom.current().nextInt(storm.aRound() * 3 / 4);
            clients.begin(round);
            awaitAnswers(clients, until);
            return () -> {};
        });

        assertThat(records).allSatisfy(this::isTrueInAMessageWithOthers);
        assertThat(messagesInDoubt(records)).hasSizeLessThanOrEqualTo(storm.rounds());
        assertThat(simulator.ilink().sends()).extracting(RecordedSend::verdict).containsOnly(Verdict.SHOWN);
        assertThat(simulator.ilink().violations()).isEmpty();
        thePurseIsTheServers(storm.rounds());
    }

    /** So many rounds, each with a kill, in which each of the clients posts each of these. */
    private record Storm(int rounds, int clients, Post... posts) {
        int aRound() {
            return clients * posts.length;
        }
    }

    /** What leads to the moment of a kill, and what must be true after it. */
    private interface Moment {
        Runnable await(PostingClients clients, int round);
    }

    /** All the records once nothing waits; every text that was answered is in one of them, and no other. */
    private List<JsonNode> rage(Storm storm, RunningAgent first, Moment moment) {
        RunningAgent agent = first;
        Calls calls = new Calls(installation);
        Map<String, String> answered;
        try (PostingClients clients = new PostingClients(calls, storm.clients(), storm.posts());
                ReplyingPerson replies = new ReplyingPerson(phone)) {
            for (int round = 0; round < storm.rounds(); round++) {
                Runnable afterwards = moment.await(clients, round);
                clients.holdOn();
                agent.kill();
                afterwards.run();
                agent = installation.start();
                clients.goOn();
                clients.join();
            }
            await().atMost(DRAINED).pollInterval(Duration.ofMillis(250)).until(() -> isDrained(calls));
            assertThat(replies.written()).isPositive();
            answered = clients.idsByText();
        }
        List<JsonNode> records = calls.records();
        agent.kill();
        assertThat(answered).hasSize(storm.rounds() * storm.aRound());
        assertThat(records.stream()
                        .collect(Collectors.toMap(
                                record -> record.path("text").asText(),
                                record -> record.path("id").asText())))
                .isEqualTo(answered);
        return records;
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

    private static boolean isDrained(Calls calls) {
        return List.of("queued", "held", "sending").stream()
                .allMatch(state -> calls.operatorGet("/notifications?limit=1&state=" + state)
                        .path("items")
                        .isEmpty());
    }

    /** A record says sent, and the phone shows that message; or it says that nobody knows. */
    private void isTrue(JsonNode record) {
        if (isSent(record)) {
            String shown = messageOf(record);
            if (record.path("told").asText().equals("whole")) {
                String text = record.path("text").asText();
                assertThat(shown).contains(text);
                assertThat(messagesWith(line -> line.contains(text)))
                        .as(record.toString())
                        .hasSize(1);
            }
        }
    }

    /** The same where one message has several, whole if the record says so; and no notification is in two messages. */
    private void isTrueInAMessageWithOthers(JsonNode record) {
        String text = record.path("text").asText();
        String beginning = text.substring(0, text.indexOf(']') + 1);
        // What is said of the past is not told again.
        assertThat(messagesWith(line -> line.contains(beginning) && !line.startsWith("❔")))
                .as(record.toString())
                .hasSizeLessThanOrEqualTo(1);
        if (!isSent(record)) {
            return;
        }
        String message = messageOf(record);
        switch (record.path("told").asText()) {
            case "whole" -> {
                boolean inParts = message.contains("(2/2)") || message.contains("(3/3)");
                assertThat(message).as(record.toString()).contains(inParts ? "and more of it" : text);
            }
            case "line" -> assertThat(message).as(record.toString()).containsAnyOf(beginning, "(2/2)", "(3/3)");
            default -> assertThat(message).as(record.toString()).contains(" more, not listed");
        }
    }

    private static boolean isSent(JsonNode record) {
        assertThat(record.path("state").asText()).as(record.toString()).isIn("sent", "unknown");
        return record.path("state").asText().equals("sent");
    }

    /** The text of the one message in which the record says that it was sent. */
    private String messageOf(JsonNode record) {
        List<ShownMessage> shown = phone.messages().stream()
                .filter(message ->
                        message.messageId().equals(record.path("message_id").asText()))
                .toList();
        assertThat(shown).as(record.toString()).hasSize(1);
        return shown.getFirst().text();
    }

    /** By their ids: a first try and its repeat are one. */
    private Set<String> messagesWith(Predicate<String> line) {
        return phone.messages().stream()
                .filter(message -> message.text().lines().anyMatch(line))
                .map(ShownMessage::clientId)
                .collect(Collectors.toSet());
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

    /** The messages of which nobody knows, each by one of the notifications that it carried. */
    private static Set<String> messagesInDoubt(List<JsonNode> records) {
        return records.stream()
                .filter(record -> record.path("state").asText().equals("unknown"))
                .map(record ->
                        record.path("merged_into").asText(record.path("id").asText()))
                .collect(Collectors.toSet());
    }

    /** The messages that the server has shown more than once, and none oftener than twice. */
    private List<String> twice() {
        Map<String, Long> shown = simulator.ilink().sends().stream()
                .filter(send -> send.verdict() == Verdict.SHOWN)
                .collect(Collectors.groupingBy(RecordedSend::clientId, Collectors.counting()));
        assertThat(shown.values()).allMatch(times -> times <= 2);
        return shown.entrySet().stream()
                .filter(one -> one.getValue() == 2)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Never less than the server counted; more only for what was charged and cut off, once at each kill. */
    private void thePurseIsTheServers(int kills) {
        int more = 0;
        for (Map.Entry<String, Integer> purse : purses()) {
            int counted = phone.quotaUsed(purse.getKey());
            assertThat(purse.getValue()).isBetween(counted, BUDGET);
            more += purse.getValue() - counted;
        }
        assertThat(more).isLessThanOrEqualTo(kills);
    }

    /** What the agent has paid out of each message of the person. */
    private List<Map.Entry<String, Integer>> purses() {
        try (Store store = Store.open(new Database(installation.stateDir.resolve("agent.db")))) {
            return store.read(tx -> tx.all(
                    "SELECT context_token, used FROM purse",
                    row -> Map.entry(row.text("context_token"), row.count("used"))));
        }
    }
}
