package io.ilinknotify.schedule;

import io.ilinknotify.TestStore;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.outbox.OutboxQuery;
import io.ilinknotify.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;

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
import java.util.Map;

/** A volume, a clock, and an agent with jobs that is up or down. The standard zone is Shanghai's. */
final class JobWorld implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T12:00:10Z");
    private static final ZoneId STANDARD = ZoneId.of("Asia/Shanghai");

    Instant now;
    Outbox outbox;
    int room = 10_000;
    final Path directory;
    private Store store;
    private ScheduledJobs jobs;

    JobWorld(Instant start) {
        this(temporary(), start);
    }

    JobWorld(Path directory, Instant start) {
        this.directory = directory;
        this.now = start;
        store = TestStore.open(directory.resolve("agent.db"));
        outbox = new Outbox(store, new Box(), Duration.ofMinutes(15), new Now());
        jobs = jobs(Map.of());
    }

    /** The agent starts, after a stop if it was up. */
    void start(JobConfig job) {
        start(Map.of("report", job));
    }

    void start(Map<String, JobConfig> settings) {
        stop();
        store = TestStore.open(directory.resolve("agent.db"));
        outbox = new Outbox(store, new Box(), Duration.ofMinutes(15), new Now());
        jobs = jobs(settings);
        jobs.begin(new StartupEvent());
    }

    private ScheduledJobs jobs(Map<String, JobConfig> settings) {
        return new ScheduledJobs(
                settings,
                STANDARD,
                new JobRuns(store),
                new NotificationIntake(outbox, new SimpleMeterRegistry()),
                new Now());
    }

    void stop() {
        store.close();
    }

    void tick() {
        jobs.tick();
    }

    void tickUntil(Instant end, Duration step) {
        while (now.isBefore(end)) {
            Instant next = now.plus(step);
            now = next.isAfter(end) ? end : next;
            tick();
        }
    }

    /** What the jobs said, the oldest first. */
    List<String> texts() {
        return outbox.list(OutboxQuery.newest(500)).reversed().stream()
                .filter(entry -> entry.notification().content().source().equals("job"))
                .map(entry -> entry.notification().content().text())
                .toList();
    }

    List<ScheduledJobs.JobStanding> standings() {
        return jobs.standings();
    }

    /** Somebody else's notification. */
    NotificationId post() {
        NotificationDraft draft = new NotificationDraft(
                "ci",
                "notify",
                null,
                "x",
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of());
        return outbox.accept(draft, null)
                .join()
                .recorded()
                .orElseThrow()
                .notification()
                .id();
    }

    /** It ends so, now. */
    void finish(NotificationId id, State state) {
        long seq = outbox.find(id).orElseThrow().seq();
        store.write(tx -> {
                    new NotificationStates(outbox).finish(tx, seq, state, Coverage.WHOLE, null, null, now);
                    return true;
                })
                .join();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("jobs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Box implements OutboxConfig {
        @Override
        public Duration ttl() {
            return Duration.ofDays(3);
        }

        @Override
        public int maxPending() {
            return room;
        }

        @Override
        public long maxBytes() {
            return 256L << 20;
        }

        @Override
        public Duration retention() {
            return Duration.ofDays(7);
        }
    }

    private final class Now extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
