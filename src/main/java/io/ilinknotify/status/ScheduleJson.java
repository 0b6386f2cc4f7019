package io.ilinknotify.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.notification.State;
import io.ilinknotify.schedule.JobRun;
import io.ilinknotify.schedule.ScheduledJobs;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the clock starts and silences, in {@code GET /status}. */
final class ScheduleJson {
    private ScheduleJson() {}

    /**
     * @param schedule its cron expression, or {@code every 15m}
     * @param nextDueAt {@code null} when it is disabled, or when there is none any more
     * @param last {@code null} when it never ran
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record JobJson(
            String name,
            boolean enabled,
            String schedule,
            @JsonProperty("time_zone") String timeZone,
            @JsonProperty("next_due_at") @Nullable Instant nextDueAt,
            @Nullable RunJson last) {
        static JobJson of(ScheduledJobs.Standing job) {
            return new JobJson(
                    job.name(),
                    job.enabled(),
                    job.schedule(),
                    job.zone().getId(),
                    job.next().orElse(null),
                    job.last().map(RunJson::of).orElse(null));
        }
    }

    /**
     * @param id the notification of the run
     * @param state how it stands; {@code null} when it is no longer retained
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RunJson(
            @JsonProperty("due_at") Instant dueAt,
            @JsonProperty("ran_at") Instant ranAt,
            String id,
            @Nullable String state,
            String href) {
        static RunJson of(JobRun.Last run) {
            String id = run.notification().value();
            return new RunJson(
                    run.due(), run.at(), id, run.state().map(State::code).orElse(null), "/notifications/" + id);
        }
    }

    /**
     * @param days on which they begin
     * @param below what is below this priority waits
     * @param endsAt before {@code beginsAt} while they are active
     */
    @RegisterForReflection
    record QuietJson(
            String name,
            boolean active,
            String from,
            String to,
            List<String> days,
            @JsonProperty("time_zone") String timeZone,
            String below,
            @JsonProperty("begins_at") Instant beginsAt,
            @JsonProperty("ends_at") Instant endsAt) {
        static QuietJson of(QuietHours.Standing quiet) {
            return new QuietJson(
                    quiet.name(),
                    quiet.active(),
                    quiet.from().toString(),
                    quiet.to().toString(),
                    quiet.days().stream().map(QuietJson::code).toList(),
                    quiet.zone().getId(),
                    quiet.below().code(),
                    quiet.begins(),
                    quiet.ends());
        }

        private static String code(DayOfWeek day) {
            return day.name().toLowerCase(Locale.ROOT);
        }
    }
}
