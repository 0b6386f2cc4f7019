package io.ilinknotify.schedule;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.outbox.IdempotencyKey;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Runs what is due. A plain class, so that tests drive it under a clock of their own. */
final class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    /** After the outbox had no room, or the disk failed. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final List<Job> jobs;
    private final JobRuns runs;
    private final NotificationIntake intake;
    private final Map<String, Retry> retries = new ConcurrentHashMap<>();

    JobRunner(List<Job> jobs, JobRuns runs, NotificationIntake intake) {
        this.jobs = List.copyOf(jobs);
        this.runs = runs;
        this.intake = intake;
    }

    /** A run that was due while the agent was up, and could not be stored: it was not missed, however long that takes. */
    private record Retry(Instant due, Instant notBefore) {}

    /** Call at the start: a job that is new, or whose schedule was changed, has missed nothing. */
    void begin(Instant now) {
        for (Job job : jobs) {
            boolean known = runs.find(job.name())
                    .filter(run -> run.plan().equals(job.plan()))
                    .isPresent();
            if (!known) {
                runs.begin(job.name(), job.plan(), now);
            }
        }
        runs.keepOnly(jobs.stream().map(Job::name).toList());
    }

    void tick(Instant now) {
        for (Job job : jobs) {
            Retry retry = retries.get(job.name());
            if (job.enabled() && (retry == null || !now.isBefore(retry.notBefore()))) {
                runs.find(job.name()).ifPresent(run -> runIfDue(job, run, retry, now));
            }
        }
    }

    /** The due time whose run could not be stored yet. */
    Optional<Instant> pending(Job job) {
        return Optional.ofNullable(retries.get(job.name())).map(Retry::due);
    }

    private void runIfDue(Job job, JobRun run, @Nullable Retry retry, Instant now) {
        Optional<Instant> due = job.dueBy(now, run.doneUntil())
                .or(() -> Optional.ofNullable(retry).map(Retry::due));
        if (due.isEmpty()) {
            return;
        }
        // The key stands for the run itself: its text tells times and counts, which are others at a second try.
        String key = "job/" + job.name() + "/" + due.get();
        try {
            intake.acceptRun(
                    draft(job, due.get(), now, run.countsSince()),
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
