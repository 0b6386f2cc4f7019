package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.it.PostingClients.Post;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
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
    private final Truth truth = new Truth(installation);

    @TempDir
    Path temporary;

    /**
     * Each kill comes while the server owes the answer to a send, which has reached the phone in every second round; each
     * notification is a message of its own.
     */
    @Test
    void ofWhatWasOnItsWayTheRecordsTellTheTruth() {
        Storm storm = new Storm(4, 200, new Post("default", ""), new Post("high", ""));
        simulator.ilink().rules().quota = 1000;
        simulator.ilink().rules().bursts = false;
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
        RunningAgent agent = installation
                .option("-Djava.io.tmpdir=" + temporary)
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
            inFlight.add(awaitSendWithoutAnswer(round % 2 == 0 ? Timing.BEFORE_DELIVERY : Timing.AFTER_DELIVERY));
            awaitAnswers(
                    clients, before + ThreadLocalRandom.current().nextInt(storm.aRound() / 4, storm.aRound() * 3 / 4));
            return () -> assertThat(newestSend()).isEqualTo(inFlight.getLast());
        });

        assertThat(records).allSatisfy(truth::isTrue);
        assertThat(inFlight)
                .hasSize(storm.rounds())
                .allSatisfy(send -> truth.isTrueOfWhatWasInFlight(send, inFlight, records));
        assertThat(Truth.messagesInDoubt(records).size() + truth.twice().size())
                .as("lost: %s, twice: %s", Truth.messagesInDoubt(records), truth.twice())
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
        simulator.ilink().rules().quota = BUDGET;
        simulator.ilink().rules().bursts = false;
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
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

        assertThat(records).allSatisfy(truth::isTrueInAMessageWithOthers);
        assertThat(Truth.messagesInDoubt(records)).hasSizeLessThanOrEqualTo(storm.rounds());
        assertThat(simulator.ilink().sends()).extracting(RecordedSend::verdict).containsOnly(Verdict.SHOWN);
        assertThat(simulator.ilink().violations()).isEmpty();
        truth.thePurseIsTheServers(BUDGET, storm.rounds());
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
                ReplyingPerson replies = new ReplyingPerson(simulator.phone())) {
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
    private RecordedSend awaitSendWithoutAnswer(Timing effect) {
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
}
