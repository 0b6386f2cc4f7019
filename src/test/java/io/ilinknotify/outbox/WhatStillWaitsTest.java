package io.ilinknotify.outbox;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Only what still waits gives way: to an operator, to a newer one of its thread, to its own time. */
class WhatStillWaitsTest {
    @TempDir
    Path directory;

    private OutboxWorld world;

    @BeforeEach
    void open() {
        world = new OutboxWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aCancelledOneIsNotSentByAPlanThatWasMadeBefore() {
        OutboxEntry cancelled = world.post(Priority.DEFAULT, null);
        OutboxEntry other = world.post(Priority.DEFAULT, null);

        assertThat(cancel(cancelled)).isEqualTo(State.CANCELLED);

        assertThat(take(List.of(cancelled.seq(), other.seq()))).isFalse();
        assertThat(world.stateOf(cancelled)).isEqualTo(State.CANCELLED);
    }

    @Test
    void whatIsOnItsWayIsNotCancelled() {
        OutboxEntry entry = world.post(Priority.DEFAULT, null);
        assertThat(take(List.of(entry.seq()))).isTrue();

        assertThat(cancel(entry)).isEqualTo(State.SENDING);
    }

    @Test
    void ofTheSenderAndTheOperatorExactlyOneHasEach() {
        List<OutboxEntry> entries = world.post(400, "ci", "disk full");
        List<CompletableFuture<Boolean>> taken = new ArrayList<>();
        List<CompletableFuture<State>> cancelled = new ArrayList<>();

        Thread operator = Thread.startVirtualThread(() -> entries.forEach(entry -> cancelled.add(world.outbox
                .cancel(entry.notification().id())
                .thenApply(e -> e.orElseThrow().state()))));
        entries.reversed()
                .forEach(entry -> taken.add(world.store.write(tx -> world.states.take(tx, List.of(entry.seq())))));
        join(operator);

        for (int i = 0; i < entries.size(); i++) {
            boolean sender = taken.get(entries.size() - 1 - i).join();
            State answered = cancelled.get(i).join();
            assertThat(answered).isEqualTo(sender ? State.SENDING : State.CANCELLED);
            assertThat(world.stateOf(entries.get(i))).isEqualTo(answered);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCONFIRMED", "UNKNOWN", "FAILED", "EXPIRED", "SUPERSEDED", "CANCELLED"})
    void aRetriedOneWaitsAgainAndIsNotSpokenOfAsLost(State state) {
        OutboxEntry entry = world.post(Priority.DEFAULT, null);
        world.finish(List.of(entry), state);

        assertThat(retry(entry)).isEqualTo(State.QUEUED);

        assertThat(world.outbox.find(entry.notification().id()).orElseThrow().told())
                .isNull();
        assertThat(world.number("SELECT count(*) AS n FROM notification WHERE mention = 1"))
                .isZero();
        assertThat(take(List.of(entry.seq()))).isTrue();
    }

    @Test
    void whatIsSentOrOnItsWayIsNotRetried() {
        OutboxEntry sent = world.post(Priority.DEFAULT, null);
        OutboxEntry sending = world.post(Priority.DEFAULT, null);
        world.finish(List.of(sent), State.SENT);
        assertThat(take(List.of(sending.seq()))).isTrue();

        assertThat(retry(sent)).isEqualTo(State.SENT);
        assertThat(retry(sending)).isEqualTo(State.SENDING);
    }

    @Test
    void whatWasToldInPartIsNeverCalledUnsent() {
        OutboxEntry cancelled = world.post(Priority.DEFAULT, null);
        OutboxEntry expired = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        partTold(cancelled);
        partTold(expired);

        assertThat(cancel(cancelled)).isEqualTo(State.CANCELLED);
        world.clock.advance(Duration.ofMinutes(1));
        world.housekeeping.expire();

        assertThat(world.stateOf(expired)).isEqualTo(State.EXPIRED);
        for (OutboxEntry entry : List.of(cancelled, expired)) {
            assertThat(world.outbox
                            .find(entry.notification().id())
                            .orElseThrow()
                            .told())
                    .isEqualTo(Coverage.LINE);
        }
        assertThat(world.number("SELECT count(*) AS n FROM notification WHERE mention = 1"))
                .isZero();
    }

    @Test
    void aNewerOneOfAThreadReplacesOnlyWhatWaitsUntold() {
        OutboxEntry sent = inThread("web", Phase.FIRING);
        world.finish(List.of(sent), State.SENT);
        OutboxEntry sending = inThread("web", Phase.FIRING);
        assertThat(take(List.of(sending.seq()))).isTrue();
        OutboxEntry inParts = inThread("web", Phase.FIRING);
        partTold(inParts);
        OutboxEntry waits = inThread("web", Phase.FIRING);
        OutboxEntry ofAnother = inThread("db", Phase.FIRING);

        OutboxEntry resolved = inThread("web", Phase.RESOLVED);

        assertThat(world.stateOf(sent)).isEqualTo(State.SENT);
        assertThat(world.stateOf(sending)).isEqualTo(State.SENDING);
        assertThat(world.stateOf(inParts)).isEqualTo(State.QUEUED);
        assertThat(world.stateOf(ofAnother)).isEqualTo(State.QUEUED);
        // Firing and resolved that both wait are one entry.
        assertThat(world.stateOf(waits)).isEqualTo(State.SUPERSEDED);
        assertThat(world.outbox.find(waits.notification().id()).orElseThrow().mergedInto())
                .isEqualTo(resolved.notification().id().value());
    }

    @Test
    void whatIsHandedOverWhileTheStandingChangesStandsAsTheOthers() {
        OutboxEntry entry = world.post(Priority.DEFAULT, null);
        world.store
                .write(tx -> {
                    world.states.holdForFormerPerson(tx);
                    return true;
                })
                .join();
        CountDownLatch bothCame = new CountDownLatch(1);
        CompletableFuture<Boolean> busy = world.store.write(tx -> awaited(bothCame));

        // One group: the sender sees that the window is shut, and the operator hands over.
        CompletableFuture<Boolean> stood = world.store.write(tx -> {
            world.outbox.stand(
                    tx, new Standings(Map.of(Priority.DEFAULT, WaitStatus.held(Reason.WINDOW_SHUT)), Map.of()));
            return true;
        });
        CompletableFuture<Integer> handed = world.outbox.handOver();
        bothCame.countDown();

        assertThat(busy.join() && stood.join()).isTrue();
        assertThat(handed.join()).isEqualTo(1);
        assertThat(world.outbox.find(entry.notification().id()).orElseThrow().reason())
                .isEqualTo(Reason.WINDOW_SHUT);
    }

    @Test
    void aTwinIsOneUntilTheWindowOfItsKeyIsOver() {
        OutboxEntry first = withKey();

        world.clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(accept(keyed()))
                .isInstanceOfSatisfying(
                        Acceptance.Accepted.class,
                        twin -> assertThat(twin.duplicate()).isTrue());

        world.clock.advance(Duration.ofMillis(1));
        OutboxEntry second = withKey();
        assertThat(second.seq()).isGreaterThan(first.seq());
        assertThat(accept(keyed())).isInstanceOfSatisfying(Acceptance.Accepted.class, twin -> {
            assertThat(twin.duplicate()).isTrue();
            assertThat(twin.entry().seq()).isEqualTo(second.seq());
        });
    }

    private OutboxEntry inThread(String thread, Phase phase) {
        return stored(new NotificationDraft(
                "am",
                "alertmanager",
                "t",
                "x",
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                thread,
                null,
                phase,
                false,
                List.of()));
    }

    private OutboxEntry withKey() {
        return stored(keyed());
    }

    private static NotificationDraft keyed() {
        return new NotificationDraft(
                "ci",
                "notify",
                null,
                "x",
                Priority.DEFAULT,
                List.of(),
                null,
                "key",
                null,
                null,
                Phase.NONE,
                false,
                List.of());
    }

    private OutboxEntry stored(NotificationDraft draft) {
        Acceptance.Accepted accepted = (Acceptance.Accepted) accept(draft);
        assertThat(accepted.duplicate()).isFalse();
        return accepted.entry();
    }

    private Acceptance accept(NotificationDraft draft) {
        return world.outbox.accept(draft, null).join();
    }

    private void partTold(OutboxEntry entry) {
        world.store
                .write(tx -> {
                    world.states.partTold(tx, entry.seq(), 4);
                    return true;
                })
                .join();
    }

    private boolean take(List<Long> seqs) {
        return world.store.write(tx -> world.states.take(tx, seqs)).join();
    }

    private State cancel(OutboxEntry entry) {
        return world.outbox
                .cancel(entry.notification().id())
                .join()
                .orElseThrow()
                .state();
    }

    private State retry(OutboxEntry entry) {
        return world.outbox
                .retry(entry.notification().id())
                .join()
                .orElseThrow()
                .state();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
