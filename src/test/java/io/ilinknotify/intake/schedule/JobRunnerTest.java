package io.ilinknotify.intake.schedule;

import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.intake.schedule.JobConfig.Missed;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.DedupWindow;
import io.ilinknotify.outbox.JobRuns;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class JobRunnerTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:10Z");

    private World world;

    @BeforeEach
    void open() {
        world = new World();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void runsOnceForEachDueTimeAndSaysWhatTheTemplateSays() {
        world.start(
                job("cron:0 8 * * *", "Report of {job} at {now}, due {due}: {sent} sent, {held} held.", Missed.ONCE));

        world.tickUntil(Instant.parse("2026-11-24T01:00:00Z"), Duration.ofHours(1));

        assertThat(world.texts())
                .containsExactly(
                        "Report of report at 2026-11-23 08:00, due 2026-11-23 08:00: 0 sent, 0 held.",
                        "Report of report at 2026-11-24 08:00, due 2026-11-24 08:00: 0 sent, 0 held.");
    }

    @Test
    void whatWasDueWhileTheAgentWasDownRunsOnce() {
        world.start(job("every:PT15M", "tick {due}", Missed.ONCE));

        world.stop();
        world.now = START.plus(Duration.ofHours(6));
        world.start(job("every:PT15M", "tick {due}", Missed.ONCE));
        world.tick();
        world.tick();

        assertThat(world.texts()).containsExactly("tick 2026-11-23 02:00");
    }

    @Test
    void whatWasDueWhileTheAgentWasDownIsSkippedIfAskedFor() {
        world.start(job("every:PT15M", "tick {due}", Missed.SKIP));

        world.stop();
        world.now = Instant.parse("2026-11-22T18:02:00Z");
        world.start(job("every:PT15M", "tick {due}", Missed.SKIP));
        world.tickUntil(Instant.parse("2026-11-22T18:16:00Z"), Duration.ofSeconds(30));

        assertThat(world.texts()).containsExactly("tick 2026-11-23 02:15");
    }

    @Test
    void aStepOfTheClockSendsNothingTwice() {
        world.start(job("every:PT1H", "tick {due}", Missed.ONCE));
        world.tickUntil(Instant.parse("2026-11-22T13:00:30Z"), Duration.ofSeconds(30));

        world.now = Instant.parse("2026-11-22T12:30:00Z");
        world.tickUntil(Instant.parse("2026-11-22T13:30:00Z"), Duration.ofSeconds(30));

        assertThat(world.texts()).containsExactly("tick 2026-11-22 21:00");
    }

    @Test
    void aChangedScheduleHasMissedNothing() {
        world.start(job("cron:0 8 * * *", "tick {due}", Missed.ONCE));
        world.stop();

        world.now = START.plus(Duration.ofDays(10));
        world.start(job("cron:0 7 * * *", "tick {due}", Missed.ONCE));
        world.tick();

        assertThat(world.texts()).isEmpty();
    }

    /** The agent is up and down for random times; each due time it is up for runs, each pause makes one run at most. */
    @Property(tries = 60)
    void runsAreDueTimesUnderAnyPatternOfRestarts(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 7200) Integer> seconds) {
        try (World w = new World()) {
            JobConfig config = job("cron:*/20 * * * *", "tick {due}", Missed.ONCE);
            Schedule schedule = Schedule.cron("*/20 * * * *", ZoneOffset.UTC);
            int expected = 0;
            Instant doneUntil = w.now;
            for (int i = 0; i < seconds.size(); i++) {
                boolean up = i % 2 == 0;
                Instant until = w.now.plusSeconds(seconds.get(i));
                if (up) {
                    w.start(config);
                    w.tick();
                    expected += schedule.lastIn(doneUntil, w.now).isPresent() ? 1 : 0;
                    expected += due(schedule, w.now, until);
                    w.tickUntil(until, Duration.ofSeconds(60));
                    doneUntil = until;
                    w.stop();
                } else {
                    w.now = until;
                }
            }

            w.open();
            assertThat(w.texts()).hasSize(expected).doesNotHaveDuplicates();
        }
    }

    /** A copy of the volume as it is at any commit is what a killed process leaves behind. */
    @Test
    void killedAroundADueTimeItsNotificationExistsOnce() throws IOException {
        JobConfig config = job("every:PT1H", "tick {due}", Missed.ONCE);
        world.start(config);
        Path before = world.copy("before");
        world.now = Instant.parse("2026-11-22T13:00:00Z");
        world.tick();
        Path after = world.copy("after");

        for (Path volume : List.of(before, after)) {
            try (World again = new World(volume, world.now.plusSeconds(5))) {
                again.start(config);
                again.tick();
                again.tick();
                assertThat(again.texts()).containsExactly("tick 2026-11-22 21:00");
            }
        }
    }

    private static int due(Schedule schedule, Instant from, Instant until) {
        return (int) Stream.iterate(
                        schedule.next(from).orElseThrow(),
                        due -> schedule.next(due).orElseThrow())
                .takeWhile(due -> !due.isAfter(until))
                .count();
    }

    private static JobConfig job(String when, String text, Missed missed) {
        String value = when.substring(when.indexOf(':') + 1);
        boolean cron = when.startsWith("cron:");
        return new FixedJob(
                cron ? Optional.of(value) : Optional.empty(),
                cron ? Optional.empty() : Optional.of(Duration.parse(value)),
                text,
                missed);
    }

    private record FixedJob(Optional<String> cron, Optional<Duration> every, String words, Missed missed)
            implements JobConfig {
        @Override
        public Optional<ZoneId> timeZone() {
            return Optional.empty();
        }

        @Override
        public Optional<String> title() {
            return Optional.empty();
        }

        @Override
        public Optional<String> text() {
            return Optional.of(words);
        }

        @Override
        public Priority priority() {
            return Priority.DEFAULT;
        }

        @Override
        public Optional<List<String>> tags() {
            return Optional.empty();
        }

        @Override
        public boolean enabled() {
            return true;
        }
    }

    private record Box(Duration ttl, int maxPending, long maxBytes, Duration retention) implements OutboxConfig {}

    /** A volume, a clock, and an agent that is up or down. */
    private static final class World implements AutoCloseable {
        private final Path directory;
        private Instant now;
        private Store store;

        @SuppressWarnings("NullAway.Init")
        private Outbox outbox;

        @SuppressWarnings("NullAway.Init")
        private JobRunner runner;

        World() {
            this(temporary(), START);
        }

        World(Path directory, Instant now) {
            this.directory = directory;
            this.now = now;
            open();
        }

        private static Path temporary() {
            try {
                return Files.createTempDirectory("jobs");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void open() {
            store = Store.open(Database.forTests(directory.resolve("agent.db")));
            Clock clock = new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
            Box box = new Box(Duration.ofDays(3), 10_000, 256L << 20, Duration.ofDays(7));
            outbox = new Outbox(store, box, new DedupWindow(Duration.ofMinutes(15)), clock);
            runner = runner(List.of());
        }

        private JobRunner runner(List<Job> jobs) {
            return new JobRunner(jobs, new JobRuns(store), new NotificationIntake(outbox, new SimpleMeterRegistry()));
        }

        void start(JobConfig config) {
            store.close();
            open();
            runner = runner(List.of(Job.of("report", config, ZoneId.of("Asia/Shanghai"))));
            runner.begin(now);
        }

        void stop() {
            store.close();
        }

        void tick() {
            runner.tick(now);
        }

        void tickUntil(Instant end, Duration step) {
            while (now.isBefore(end)) {
                Instant next = now.plus(step);
                now = next.isAfter(end) ? end : next;
                tick();
            }
        }

        List<String> texts() {
            List<OutboxEntry> newestFirst =
                    outbox.list(new OutboxQuery(Optional.empty(), Optional.empty(), Optional.empty(), 500));
            return newestFirst.reversed().stream()
                    .map(entry -> entry.notification().content().text())
                    .toList();
        }

        Path copy(String name) throws IOException {
            Path target = Files.createDirectory(directory.resolve(name));
            for (String file : List.of("agent.db", "agent.db-wal")) {
                if (Files.exists(directory.resolve(file))) {
                    Files.copy(directory.resolve(file), target.resolve(file));
                }
            }
            return target;
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
