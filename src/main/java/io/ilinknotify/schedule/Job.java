package io.ilinknotify.schedule;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Text;
import io.ilinknotify.schedule.JobConfig.Missed;
import io.ilinknotify.webhook.template.ValueTemplate;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A job of the settings, with what they mean. */
public record Job(String name, JobConfig config, ZoneId zone, Schedule schedule, ValueTemplate text) {
    /** A due time that is not older than this was not missed: the agent was only slow, or restarted quickly. */
    static final Duration GRACE = Duration.ofMinutes(1);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** Says all that is wrong with {@code notify.jobs.*}, one line each; {@code standard} is the zone of jobs that name none. */
    public static List<String> check(Map<String, JobConfig> jobs, ZoneId standard) {
        List<String> wrong = new ArrayList<>();
        new TreeMap<>(jobs).forEach((name, job) -> check("notify.jobs." + name, name, job, standard, wrong));
        return wrong;
    }

    private static void check(String prefix, String name, JobConfig job, ZoneId standard, List<String> wrong) {
        if (!NAME.matcher(name).matches()) {
            wrong.add(prefix + ": the name of a job has 1 to 64 letters, digits, \"-\" and \"_\"");
        }
        if (job.cron().isPresent() == job.every().isPresent()) {
            wrong.add(prefix + ": needs either cron (\"0 8 * * 1-5\") or every (\"15m\")");
        }
        job.every()
                .filter(every -> every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0)
                .ifPresent(every -> wrong.add(prefix + ".every: must be 1m to 366d"));
        job.cron()
                .flatMap(cron -> fault(cron, job.timeZone().orElse(standard)))
                .ifPresent(fault -> wrong.add(prefix + ".cron: " + fault));
        if (job.title().isEmpty() && job.text().isEmpty()) {
            wrong.add(prefix + ": needs a title or a text");
        }
        try {
            tryOut(ValueTemplate.parse(job.text().orElse("")));
        } catch (IllegalArgumentException e) {
            wrong.add(prefix + ".text: is not a Qute template: " + e.getMessage());
        } catch (IllegalStateException e) {
            wrong.add(prefix + ".text: cannot be rendered: " + e.getMessage());
        }
    }

    private static Optional<String> fault(String cron, ZoneId zone) {
        try {
            boolean everDue = CronSchedule.of(cron, zone).next(Instant.EPOCH).isPresent();
            return everDue ? Optional.empty() : Optional.of("there is no such day");
        } catch (IllegalArgumentException e) {
            return Optional.of("\"" + cron + "\" cannot be read: " + e.getMessage());
        }
    }

    static Job of(String name, JobConfig config, ZoneId standard) {
        ZoneId zone = config.timeZone().orElse(standard);
        Schedule schedule = config.cron().isPresent()
                ? CronSchedule.of(config.cron().get(), zone)
                : new Schedule.EverySchedule(config.every().orElseThrow());
        return new Job(
                name, config, zone, schedule, ValueTemplate.parse(config.text().orElse("")));
    }

    boolean enabled() {
        return config.enabled();
    }

    /** Its schedule as it was written; an interval such as {@code 1h30m}. */
    String written() {
        return config.cron().orElseGet(() -> "every " + Text.of(config.every().orElseThrow()));
    }

    /** Names its schedule, to notice that it was changed, or switched off and on again: it has missed nothing then. */
    String plan() {
        return enabled() ? written() + " in " + zone : "switched off";
    }

    /**
     * The due time to run now, given up to when everything was run or left out.
     *
     * @return empty when nothing is due, or what was due is older than a minute and the job skips that
     */
    Optional<Instant> dueBy(Instant now, Instant doneUntil) {
        return schedule.lastIn(doneUntil, now)
                .filter(due -> config.missed() == Missed.ONCE || !due.isBefore(now.minus(GRACE)));
    }

    /** The next due time; one that is due now and was not stored yet is still the next. */
    Optional<Instant> nextDue(Instant now, JobRuns.@Nullable Progress run) {
        if (!enabled()) {
            return Optional.empty();
        }
        return Optional.ofNullable(run)
                .flatMap(known -> dueBy(now, known.doneUntil()))
                .or(() -> schedule.next(now));
    }

    /**
     * Says what there is to say of a due time.
     *
     * @throws RuntimeException when the template fails
     */
    NotificationDraft draft(Instant due, Instant now, Instant since, Map<String, Long> counts) {
        Map<String, Object> data = new LinkedHashMap<>(counts);
        data.put("job", name);
        data.put("now", text(now.truncatedTo(ChronoUnit.MINUTES)));
        data.put("due", text(due));
        data.put("since", text(since.truncatedTo(ChronoUnit.MINUTES)));
        return draft(text.render(data));
    }

    /** Renders the text once, so that a failure is known at the start. */
    private static void tryOut(ValueTemplate text) {
        Map<String, Object> data = new LinkedHashMap<>();
        JobRuns.COUNTED.forEach(name -> data.put(name, 1L));
        List.of("job", "now", "due", "since").forEach(name -> data.put(name, name));
        text.tryOut(data);
    }

    /** Says the template itself, which is better than nothing when it fails. */
    NotificationDraft draftAsWritten() {
        return draft(config.text().orElse(""));
    }

    private NotificationDraft draft(String rendered) {
        String said = Text.clean(rendered);
        Optional<String> title = config.title().map(Text::line).filter(line -> !Text.isBlank(line));
        boolean silent = title.isEmpty() && Text.isBlank(said);
        return NotificationDraft.of("local", "job")
                .saying(silent ? name : title.orElse(null), said)
                .with(config.priority())
                .tagged(config.tags().orElse(List.of()));
    }

    /** With its seconds if it has any, so that no two due times read the same. */
    private String text(Instant time) {
        return LocalDateTime.ofInstant(time.truncatedTo(ChronoUnit.SECONDS), zone)
                .toString()
                .replace('T', ' ');
    }
}
