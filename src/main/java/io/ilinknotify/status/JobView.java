package io.ilinknotify.status;

import io.ilinknotify.notification.State;
import io.ilinknotify.schedule.JobRun;
import io.ilinknotify.schedule.ScheduledJobs;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One job on the page. Its members are public for the template.
 *
 * @param foreignZone the zone of its hours, unless it is the page's own
 * @param next when it is due next; {@code null} when it is disabled, or never again
 * @param last the due time of its last run; {@code null} when it never ran
 * @param lastId the notification of that run
 * @param lastState how that stands; {@code null} when it is no longer retained
 */
@TemplateData
record JobView(
        String name,
        boolean enabled,
        String schedule,
        @Nullable String foreignZone,
        @Nullable Moment next,
        @Nullable Moment last,
        @Nullable String lastId,
        @Nullable State lastState) {
    static JobView of(ScheduledJobs.Standing job, Instant now, ZoneId zone) {
        Optional<JobRun.Last> last = job.last();
        return new JobView(
                job.name(),
                job.enabled(),
                job.schedule(),
                job.zone().equals(zone) ? null : job.zone().getId(),
                Moment.of(job.next().orElse(null), now, zone),
                Moment.of(last.map(JobRun.Last::due).orElse(null), now, zone),
                last.map(run -> run.notification().value()).orElse(null),
                last.flatMap(JobRun.Last::state).orElse(null));
    }

    /** The class of the badge of its last run. */
    public String lastTone() {
        return lastState == null ? "plain" : EntryView.tone(lastState);
    }
}
