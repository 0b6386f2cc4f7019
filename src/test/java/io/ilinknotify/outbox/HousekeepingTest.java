package io.ilinknotify.outbox;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class HousekeepingTest {
    private static final int MANY = 8_000;

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
    void whatIsNotUrgentExpiresAtTheEndOfItsTimeAndNotBefore() {
        OutboxEntry low = world.post(Priority.LOW, Duration.ofMinutes(10));
        OutboxEntry standard = world.post(Priority.DEFAULT, Duration.ofMinutes(20));
        OutboxEntry byDefault = world.post(Priority.DEFAULT, null);

        world.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        world.housekeeping.expire();
        assertThat(world.stateOf(low)).isEqualTo(State.QUEUED);

        world.clock.advance(Duration.ofMillis(1));
        world.housekeeping.expire();
        assertThat(world.stateOf(low)).isEqualTo(State.EXPIRED);
        assertThat(world.stateOf(standard)).isEqualTo(State.QUEUED);

        world.clock.advance(Duration.ofHours(71));
        world.housekeeping.expire();
        assertThat(world.stateOf(standard)).isEqualTo(State.EXPIRED);
        assertThat(world.stateOf(byDefault)).isEqualTo(State.QUEUED);
    }

    @Test
    void whatIsUrgentNeverExpiresWhileItIsOpen() {
        OutboxEntry high = world.post(Priority.HIGH, Duration.ofMinutes(1));
        OutboxEntry critical = world.post(Priority.CRITICAL, Duration.ofMinutes(1));

        world.clock.advance(Duration.ofDays(40));
        world.housekeeping.expire();
        world.housekeeping.forget();

        assertThat(world.stateOf(high)).isEqualTo(State.QUEUED);
        assertThat(world.stateOf(critical)).isEqualTo(State.QUEUED);
    }

    @Test
    void theEndOfOneWakesThoseWhoWaitForIt() throws Exception {
        OutboxEntry entry = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        CompletableFuture<Optional<OutboxEntry>> waiting =
                world.outbox.awaitFinal(entry.notification().id(), Duration.ofMinutes(1), new CompletableFuture<>());

        world.clock.advance(Duration.ofMinutes(1));
        world.housekeeping.expire();

        assertThat(waiting.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void whoeverHasGoneWaitsNoLonger() throws Exception {
        OutboxEntry entry = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        CompletableFuture<Void> gone = new CompletableFuture<>();
        CompletableFuture<Optional<OutboxEntry>> waiting =
                world.outbox.awaitFinal(entry.notification().id(), Duration.ofMinutes(1), gone);

        gone.complete(null);

        assertThat(waiting.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(State.QUEUED);
    }

    @Test
    void oneThatIsOnItsWayDoesNotExpire() {
        OutboxEntry entry = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        world.store.write(tx -> world.states.take(tx, List.of(entry.seq()))).join();

        world.clock.advance(Duration.ofMinutes(2));
        world.housekeeping.expire();

        assertThat(world.stateOf(entry)).isEqualTo(State.SENDING);
    }

    @Test
    void whatWasMeantForAFormerPersonWaitsForTheOperator() {
        OutboxEntry entry = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        world.store
                .write(tx -> {
                    world.states.holdForFormerPerson(tx);
                    return true;
                })
                .join();

        world.clock.advance(Duration.ofDays(10));
        world.housekeeping.expire();

        OutboxEntry now = world.outbox.find(entry.notification().id()).orElseThrow();
        assertThat(now.state()).isEqualTo(State.HELD);
        assertThat(now.reason()).isEqualTo(Reason.OTHER_PERSON);
    }

    @Test
    void finishedOnesAreForgottenAfterTheRetentionUnlessSomethingIsStillToBeSaidOfThem() {
        OutboxEntry sent = world.post(Priority.DEFAULT, null);
        OutboxEntry unknown = world.post(Priority.DEFAULT, null);
        OutboxEntry expired = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        world.clock.advance(Duration.ofMinutes(1));
        world.housekeeping.expire();
        world.finish(List.of(sent), State.SENT);
        world.finish(List.of(unknown), State.UNKNOWN);

        world.clock.advance(Duration.ofDays(7));
        world.housekeeping.forget();
        assertThat(world.isKept(sent)).isTrue();

        world.clock.advance(Duration.ofMillis(1));
        world.housekeeping.forget();
        assertThat(world.isKept(sent)).isFalse();
        assertThat(world.isKept(unknown)).isTrue();
        assertThat(world.isKept(expired)).isTrue();

        world.store
                .write(tx -> {
                    world.states.mentioned(tx, unknown.seq());
                    world.states.mentioned(tx, expired.seq());
                    return true;
                })
                .join();
        world.housekeeping.forget();
        assertThat(world.isKept(unknown)).isFalse();
        assertThat(world.isKept(expired)).isFalse();
    }

    @Test
    void anIdempotencyKeyIsForgottenOnceItStandsForNothing() {
        world.outbox
                .accept(
                        OutboxWorld.draft("ci", Priority.DEFAULT, null, "disk full"),
                        new IdempotencyKey("build-17", "digest"))
                .join();

        world.clock.advance(Admission.IDEMPOTENT);
        world.housekeeping.forget();
        assertThat(world.number("SELECT count(*) AS n FROM idempotency")).isEqualTo(1);

        world.clock.advance(Duration.ofMillis(1));
        world.housekeeping.forget();
        assertThat(world.number("SELECT count(*) AS n FROM idempotency")).isZero();
    }

    @Test
    void aNumberIsNeverGivenTwice() {
        OutboxEntry first = world.post(Priority.DEFAULT, null);
        world.finish(List.of(first), State.SENT);
        world.clock.advance(Duration.ofDays(8));
        world.housekeeping.forget();

        OutboxEntry next = world.post(Priority.DEFAULT, null);

        assertThat(next.seq()).isGreaterThan(first.seq());
    }

    @Test
    void theFileStopsGrowingOnceWhatIsOldIsForgotten() {
        long pagesOfOneWave = 0;
        for (int wave = 0; wave < 3; wave++) {
            world.finish(world.post(MANY, "ci", "The disk of the build machine is full. ".repeat(10)), State.SENT);
            long pages = world.number("SELECT page_count AS n FROM pragma_page_count()");
            if (wave == 0) {
                pagesOfOneWave = pages;
            }
            assertThat(pages).isLessThan(pagesOfOneWave + pagesOfOneWave / 10);

            world.clock.advance(Duration.ofDays(8));
            world.housekeeping.forget();

            assertThat(world.number("SELECT count(*) AS n FROM notification")).isZero();
            assertThat(world.number("SELECT count(*) AS n FROM body")).isZero();
            assertThat(world.number("SELECT freelist_count AS n FROM pragma_freelist_count()"))
                    .isGreaterThan(pagesOfOneWave * 9 / 10);
        }
    }
}
