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
                world.outbox.awaitFinal(entry.notification().id(), Duration.ofMinutes(1));

        world.clock.advance(Duration.ofMinutes(1));
        world.housekeeping.expire();

        assertThat(waiting.get(10, TimeUnit.SECONDS).orElseThrow().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void oneThatIsOnItsWayDoesNotExpire() {
        OutboxEntry entry = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        world.store.write(tx -> world.queue.take(tx, List.of(entry.seq()))).join();

        world.clock.advance(Duration.ofMinutes(2));
        world.housekeeping.expire();

        assertThat(world.stateOf(entry)).isEqualTo(State.SENDING);
    }

    @Test
    void whatWasMeantForAFormerPersonWaitsForTheOperator() {
        OutboxEntry entry = world.post(Priority.DEFAULT, Duration.ofMinutes(1));
        world.store.write(world.queue::keepForFormerPerson).join();

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
                    world.queue.said(tx, unknown.seq());
                    world.queue.said(tx, expired.seq());
                    return true;
                })
                .join();
        world.housekeeping.forget();
        assertThat(world.isKept(unknown)).isFalse();
        assertThat(world.isKept(expired)).isFalse();
    }

    @Test
    void ofManyThatNobodyCouldBeToldOfOnlyTheNewestKeepTheirNamesAndNoneIsLeftOut() {
        world.finish(world.post(700, "ci", "lost"), State.UNKNOWN);
        world.post(1_900, "ci", "never seen");
        world.clock.advance(Duration.ofHours(72));
        world.housekeeping.expire();

        List<DeliveryQueue.Unsaid> unsaid = world.store.read(world.queue::unsaid);

        assertThat(unsaid).filteredOn(u -> u.seq() > 0).hasSizeBetween(UnsaidTable.NAMED, UnsaidTable.NAMED + 499);
        assertThat(unsaid)
                .filteredOn(u -> !u.expired())
                .extracting(DeliveryQueue.Unsaid::count)
                .containsExactly(500, 200);
        assertThat(unsaid.stream().mapToInt(DeliveryQueue.Unsaid::count).sum()).isEqualTo(2_600);

        world.clock.advance(Duration.ofDays(7).plusMillis(1));
        world.housekeeping.forget();
        assertThat(world.number("SELECT count(*) AS n FROM notification")).isLessThan(UnsaidTable.NAMED + 500);
        assertThat(world.store.read(world.queue::unsaid)).isEqualTo(unsaid);

        world.store
                .write(tx -> {
                    unsaid.forEach(u -> world.queue.said(tx, u.seq()));
                    return true;
                })
                .join();
        assertThat(world.store.read(world.queue::unsaid)).isEmpty();
        assertThat(world.store.read(world.queue::unsaidSince)).isEmpty();
    }

    @Test
    void whatAMessageOnItsWayCountsIsNotMixedWithWhatComesMeanwhile() {
        world.finish(world.post(1_500, "ci", "lost"), State.UNKNOWN);
        world.housekeeping.expire();
        List<DeliveryQueue.Unsaid> inTheMessage = world.store.read(world.queue::unsaid);
        world.finish(world.post(500, "ci", "lost later"), State.UNKNOWN);
        world.housekeeping.expire();

        world.store
                .write(tx -> {
                    inTheMessage.forEach(u -> world.queue.said(tx, u.seq()));
                    return true;
                })
                .join();

        // The message named those 500 that are a count by now: they are told once more rather than not at all.
        assertThat(world.store.read(world.queue::unsaid).stream()
                        .mapToInt(DeliveryQueue.Unsaid::count)
                        .sum())
                .isEqualTo(1_000);
    }

    @Test
    void anIdempotencyKeyIsForgottenOnceItStandsForNothing() {
        world.outbox
                .accept(
                        OutboxWorld.draft("ci", Priority.DEFAULT, null, "disk full"),
                        new IdempotencyKey("build-17", "digest"))
                .join();

        world.clock.advance(Door.IDEMPOTENT);
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
