package io.ilinknotify.schedule;

import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.IdempotencyKey;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The jobs of the settings: looks every second whether one is due, and runs it. */
@Singleton
public class ScheduledJobs implements Heartbeat.Watched {
    private static final Logger LOG = Logger.getLogger(ScheduledJobs.class);
    private static final Duration LONGEST_TICK = Duration.ofMinutes(2);
    /** After the outbox had no room, or the disk failed. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final List<Job> jobs;
    private final JobRuns runs;
    private final NotificationIntake intake;
    private final Clock clock;
    private final Map<String, Retry> retries = new ConcurrentHashMap<>();
    /** The scheduler's own: this looks every second, and whatever else it runs comes after the same timer. */
    private final Heartbeat heartbeat = new Heartbeat("scheduler", LONGEST_TICK);

    ScheduledJobs(Map<String, JobConfig> settings, ZoneId zone, JobRuns runs, NotificationIntake intake, Clock clock) {
        this.jobs = settings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Job.of(entry.getKey(), entry.getValue(), zone))
                .toList();
        this.runs = runs;
        this.intake = intake;
        this.clock = clock;
    }

    /** A run that was due while the agent was up, and could not be stored: it was not missed, however long that takes. */
    private record Retry(Instant due, Instant notBefore) {}

    /**
     * How a job stands, for people.
     *
     * @param next its next due time, or the one whose run could not be stored yet; {@code null} when there is none any more
     */
    public record JobStanding(
            String name,
            boolean enabled,
            String schedule,
            ZoneId zone,
            JobRuns.@Nullable Run last,
            @Nullable Instant next) {}

    /** All jobs of the settings, by name. */
    public List<JobStanding> standings() {
        Instant now = clock.instant();
        return jobs.stream().map(job -> standing(job, now)).toList();
    }

    private JobStanding standing(Job job, Instant now) {
        JobRuns.Progress run = runs.find(job.name()).orElse(null);
        Retry retry = retries.get(job.name());
        Instant next = retry == null ? job.nextDue(now, run).orElse(null) : retry.due();
        return new JobStanding(
                job.name(), job.enabled(), job.written(), job.zone(), run == null ? null : run.last(), next);
    }

    @Override
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    /** A job that is new, or whose schedule was changed, has missed nothing. */
    void begin(@Observes @Priority(900) StartupEvent start) {
        for (Job job : jobs) {
            boolean known = runs.find(job.name())
                    .filter(run -> run.plan().equals(job.plan()))
                    .isPresent();
            if (!known) {
                runs.begin(job.name(), job.plan(), clock.instant());
            }
        }
        runs.keepOnly(jobs.stream().map(Job::name).toList());
    }

    /** It stands still until everything has started, see {@code application.properties}. */
    void startScheduler(@Observes @Priority(2000) StartupEvent start, Scheduler scheduler) {
        scheduler.resume();
    }

    @Scheduled(identity = "jobs", every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        heartbeat.beat();
        Instant now = clock.instant();
        for (Job job : jobs) {
            Retry retry = retries.get(job.name());
            if (job.enabled() && (retry == null || !now.isBefore(retry.notBefore()))) {
                runs.find(job.name()).ifPresent(run -> runIfDue(job, run, retry, now));
            }
        }
    }

    private void runIfDue(Job job, JobRuns.Progress run, @Nullable Retry retry, Instant now) {
        Optional<Instant> due = job.dueBy(now, run.doneUntil())
                .or(() -> Optional.ofNullable(retry).map(Retry::due));
        if (due.isEmpty()) {
            return;
        }
        // The key stands for the run itself: its text tells times and counts, which are others at a second try.
        String key = "job/" + job.name() + "/" + due.get();
        JobRuns.Run last = run.last();
        try {
            intake.acceptRun(
                    draft(job, due.get(), now, last == null ? run.doneUntil() : last.at()),
                    new IdempotencyKey(key, key),
                    JobRuns.ran(job.name(), due.get(), now));
            retries.remove(job.name());
            LOG.infof("The job %s ran for %s", job.name(), due.get());
        } catch (ProblemException e) {
            LOG.warnf(
                    "The job %s is due, but was not stored; it is tried again in 30 s: %s", job.name(), e.getMessage());
            retries.put(job.name(), new Retry(due.get(), now.plus(RETRY)));
        }
    }

    private NotificationDraft draft(Job job, Instant due, Instant now, Instant since) {
        Map<String, Long> counts = runs.counts(since, now);
        try {
            return job.draft(due, now, since, counts);
        } catch (RuntimeException e) {
            LOG.warnf(
                    "The text of the job %s fails as a template and is told as it is written: %s",
                    job.name(), e.getMessage());
            return job.draftAsWritten();
        }
    }
}
