package io.ilinknotify.intake.schedule;

import io.ilinknotify.intake.NotificationIntake;
import io.ilinknotify.outbox.IdempotencyKey;
import io.ilinknotify.outbox.JobRun;
import io.ilinknotify.outbox.JobRuns;
import io.ilinknotify.problem.ProblemException;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Runs what is due. A plain class, so that tests drive it under a clock of their own. */
final class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);
    /** After the outbox had no room, or the disk failed. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final List<Job> jobs;
    private final JobRuns runs;
    private final NotificationIntake intake;
    private final Map<String, Instant> notBefore = new HashMap<>();

    JobRunner(List<Job> jobs, JobRuns runs, NotificationIntake intake) {
        this.jobs = List.copyOf(jobs);
        this.runs = runs;
        this.intake = intake;
    }

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
            Instant wait = notBefore.get(job.name());
            if (wait == null || !now.isBefore(wait)) {
                runs.find(job.name()).ifPresent(run -> runIfDue(job, run, now));
            }
        }
    }

    private void runIfDue(Job job, JobRun run, Instant now) {
        Optional<Instant> due = job.dueBy(now, run.doneUntil());
        if (due.isEmpty()) {
            return;
        }
        Instant since = run.ranAt().orElse(run.doneUntil());
        // The key stands for the run itself: its text tells times and counts, which are others at a second try.
        String key = "job/" + job.name() + "/" + due.get();
        try {
            intake.acceptRun(
                            job.draft(due.get(), now, since, runs.counts(since)),
                            new IdempotencyKey(key, key),
                            new JobRuns.Due(job.name(), due.get(), now))
                    .toCompletableFuture()
                    .join();
            notBefore.remove(job.name());
            LOG.infof("The job %s ran for %s", job.name(), due.get());
        } catch (CompletionException e) {
            String why = e.getCause() instanceof ProblemException p ? p.getMessage() : String.valueOf(e.getCause());
            LOG.warnf("The job %s is due, but was not stored; it is tried again in 30 s: %s", job.name(), why);
            notBefore.put(job.name(), now.plus(RETRY));
        }
    }
}
