package io.ilinknotify.schedule;

import io.ilinknotify.WallClock;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was due while the agent was down. {@code once} promises: each pause is made up for by at most one run, that of its
 * last due time; {@code skip}: by none, but that a pause of less than a minute is none.
 */
class MissedRunsTest {
    @Test
    void whatWasDueWhileTheAgentWasDownRunsOnce() {
        try (JobWorld world = new JobWorld(JobWorld.START)) {
            TestJob job = TestJob.every(Duration.ofMinutes(15));
            world.start(job);

            world.now = JobWorld.START.plus(Duration.ofHours(6));
            world.start(job);
            world.tick();
            world.tick();

            assertThat(world.texts()).containsExactly("tick 2026-11-23 02:00");
        }
    }

    @Test
    void whatWasDueWhileTheAgentWasDownIsSkippedIfAskedFor() {
        try (JobWorld world = new JobWorld(JobWorld.START)) {
            TestJob job = TestJob.every(Duration.ofMinutes(15)).skipsWhatItMissed();
            world.start(job);

            world.now = Instant.parse("2026-11-22T18:02:00Z");
            world.start(job);
            world.tickUntil(Instant.parse("2026-11-22T18:16:00Z"), Duration.ofSeconds(30));

            assertThat(world.texts()).containsExactly("tick 2026-11-23 02:15");
        }
    }

    @Test
    void aChangedScheduleHasMissedNothing() {
        try (JobWorld world = new JobWorld(JobWorld.START)) {
            world.start(TestJob.cron("0 8 * * *"));

            world.now = JobWorld.START.plus(Duration.ofDays(10));
            world.start(TestJob.cron("0 7 * * *"));
            world.tick();

            assertThat(world.texts()).isEmpty();
        }
    }

    /** A job, where its hours are, and what its expression means, said once more in Java. */
    record Case(TestJob job, ZoneId zone, Instant start, Predicate<LocalDateTime> meaning) {
        static Case of(String cron, String zone, String start, Predicate<LocalDateTime> meaning) {
            ZoneId there = ZoneId.of(zone);
            return new Case(TestJob.cron(cron).in(there), there, Instant.parse(start), meaning);
        }

        Case skipping() {
            return new Case(job.skipsWhatItMissed(), zone, start, meaning);
        }

        @Override
        public String toString() {
            return job.cron().orElseThrow() + " in " + zone + " from " + start + ", " + job.missed();
        }
    }

    /** Two of them begin the day before the clocks change. */
    @Provide
    Arbitrary<Case> cases() {
        List<Case> once = List.of(
                Case.of("*/20 0-23 * * *", "Asia/Shanghai", "2026-11-22T12:00:10Z", t -> t.getMinute() % 20 == 0),
                Case.of(
                        "30 2 * * *",
                        "Europe/Berlin",
                        "2026-10-24T03:00:00Z",
                        t -> t.getHour() == 2 && t.getMinute() == 30),
                Case.of(
                        "0 */2 * * *",
                        "America/New_York",
                        "2027-03-13T12:00:00Z",
                        t -> t.getHour() % 2 == 0 && t.getMinute() == 0));
        return Arbitraries.of(once).flatMap(c -> Arbitraries.of(c, c.skipping()));
    }

    /** How long the agent is up and then down, in minutes and seconds. */
    record Life(Duration up, Duration down) {}

    @Provide
    Arbitrary<List<Life>> lives() {
        Arbitrary<Duration> length = Arbitraries.integers().between(1, 60_000).map(Duration::ofSeconds);
        return length.flatMap(up -> length.map(down -> new Life(up, down)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    @Property(tries = 60)
    void runsAreDueTimesUnderAnyPatternOfRestarts(@ForAll("cases") Case c, @ForAll("lives") List<Life> lives) {
        try (JobWorld world = new JobWorld(c.start())) {
            List<Instant> mustRun = new ArrayList<>();
            Instant done = c.start();
            for (Life life : lives) {
                world.start(c.job());
                world.tick();
                Instant up = world.now;
                List<Instant> missed = due(c, done, up);
                if (!missed.isEmpty() && (c.job().missed() == JobConfig.Missed.ONCE || isFresh(missed.getLast(), up))) {
                    mustRun.add(missed.getLast());
                }
                done = up.plus(life.up());
                world.tickUntil(done, Duration.ofSeconds(59));
                mustRun.addAll(due(c, up, done));
                world.stop();
                world.now = done.plus(life.down());
            }

            world.start(c.job());
            assertThat(world.texts())
                    .isEqualTo(mustRun.stream().map(due -> told(due, c.zone())).toList());
        }
    }

    private static List<Instant> due(Case c, Instant after, Instant until) {
        Instant minute = after.truncatedTo(java.time.temporal.ChronoUnit.MINUTES);
        return new WallClock(c.zone())
                .reached(c.meaning(), minute, until).stream()
                        .filter(due -> due.isAfter(after) && !due.isAfter(until))
                        .toList();
    }

    private static boolean isFresh(Instant due, Instant now) {
        return !due.isBefore(now.minusSeconds(60));
    }

    private static String told(Instant due, ZoneId zone) {
        return "tick " + DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").format(due.atZone(zone));
    }
}
