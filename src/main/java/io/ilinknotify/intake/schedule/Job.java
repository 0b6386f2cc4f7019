package io.ilinknotify.intake.schedule;

import io.ilinknotify.intake.PlainText;
import io.ilinknotify.intake.schedule.JobConfig.Missed;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A job that runs.
 *
 * @param plan its schedule as it was written, to notice that it was changed
 */
record Job(
        String name,
        Schedule schedule,
        String plan,
        ZoneId zone,
        Optional<String> title,
        JobText text,
        Priority priority,
        List<String> tags,
        Missed missed) {
    /** A due time that is not older than this was not missed: the agent was only slow, or restarted quickly. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    static Job of(String name, JobConfig config, ZoneId standard) {
        ZoneId zone = config.timeZone().orElse(standard);
        Schedule schedule = schedule(config, zone);
        String plan = config.cron().orElseGet(() -> "every " + config.every().orElseThrow()) + " in " + zone;
        return new Job(
                name,
                schedule,
                plan,
                zone,
                config.title().map(PlainText::lineOf).filter(t -> !PlainText.isBlank(t)),
                JobText.of(config.text().orElse("")),
                config.priority(),
                config.tags().orElse(List.of()),
                config.missed());
    }

    static Schedule schedule(JobConfig config, ZoneId zone) {
        return config.cron()
                .map(cron -> Schedule.cron(cron, zone))
                .orElseGet(() -> Schedule.every(config.every().orElseThrow()));
    }

    /**
     * The due time to run now, given up to when everything was run or left out.
     *
     * @return empty when nothing is due, or what was due is older than a minute and the job skips that
     */
    Optional<Instant> dueBy(Instant now, Instant doneUntil) {
        return schedule.lastIn(doneUntil, now).filter(due -> missed == Missed.ONCE || !due.isBefore(now.minus(GRACE)));
    }

    /** What it says of a due time. */
    NotificationDraft draft(Instant due, Instant now, Instant since, Map<String, Long> counts) {
        Map<String, Object> data = new LinkedHashMap<>(counts);
        data.put("job", name);
        data.put("now", text(now));
        data.put("due", text(due));
        data.put("since", text(since));
        String said = PlainText.of(text.render(data));
        boolean silent = title.isEmpty() && PlainText.isBlank(said);
        return new NotificationDraft(
                "local",
                "job",
                silent ? name : title.orElse(null),
                said,
                priority,
                tags,
                null,
                null,
                null,
                null,
                Phase.NONE);
    }

    private String text(Instant time) {
        return TIME.format(time.atZone(zone));
    }
}
