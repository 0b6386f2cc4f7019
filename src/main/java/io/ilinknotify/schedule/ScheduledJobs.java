package io.ilinknotify.schedule;

import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.Watched;
import io.ilinknotify.intake.NotificationIntake;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

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

/** The jobs of the settings: looks every second whether one is due. */
@Singleton
public class ScheduledJobs implements Watched {
    private static final Duration LONGEST_TICK = Duration.ofMinutes(2);

    private final List<Job> jobs;
    private final JobRuns runs;
    private final JobRunner runner;
    private final Clock clock;
    /** The scheduler's own: this looks every second, and whatever else it runs comes after the same timer. */
    private final Heartbeat heartbeat = new Heartbeat("scheduler", LONGEST_TICK);

    private volatile boolean begun;

    ScheduledJobs(JobSettings settings, ZoneId zone, JobRuns runs, NotificationIntake intake, Clock clock) {
        this.jobs = settings.jobs().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Job.of(entry.getKey(), entry.getValue(), zone))
                .toList();
        this.runs = runs;
        this.runner = new JobRunner(jobs, runs, intake);
        this.clock = clock;
    }

    /**
     * How a job stands, for people.
     *
     * @param name its name in the settings
     * @param enabled whether it runs
     * @param schedule as it was written
     * @param zone where its hours are
     * @param last its last run; empty when it never ran
     * @param next its next due time, or the one whose run could not be stored yet; empty when there is none any more
     */
    public record Standing(
            String name,
            boolean enabled,
            String schedule,
            ZoneId zone,
            Optional<JobRun.Last> last,
            Optional<Instant> next) {}

    /** All jobs of the settings, by name. */
    public List<Standing> standings() {
        Instant now = clock.instant();
        return jobs.stream().map(job -> standing(job, now)).toList();
    }

    private Standing standing(Job job, Instant now) {
        Optional<JobRun> run = runs.find(job.name());
        return new Standing(
                job.name(),
                job.enabled(),
                job.written(),
                job.zone(),
                run.flatMap(JobRun::last),
                runner.pending(job).or(() -> job.nextDue(now, run.map(JobRun::doneUntil))));
    }

    @Override
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    void begin(@Observes @Priority(900) StartupEvent start) {
        runner.begin(clock.instant());
        begun = true;
    }

    @Scheduled(identity = "jobs", every = "1s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
    void tick() {
        heartbeat.beat();
        if (begun) {
            runner.tick(clock.instant());
        }
    }
}
