package io.ilinknotify.schedule;

import io.ilinknotify.webhook.template.ValueTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checks {@code notify.jobs.*}. */
public final class JobRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    private JobRules() {}

    /** Says all that is wrong, one line each; {@code standard} is the zone of jobs that name none. */
    public static List<String> check(Map<String, JobConfig> jobs, ZoneId standard) {
        List<String> wrong = new ArrayList<>();
        new TreeMap<>(jobs).forEach((name, job) -> check(name, job, standard, wrong));
        return wrong;
    }

    private static void check(String name, JobConfig job, ZoneId standard, List<String> wrong) {
        String prefix = "notify.jobs." + name;
        if (!NAME.matcher(name).matches()) {
            wrong.add(prefix + ": the name of a job has 1 to 64 letters, digits, \"-\" and \"_\"");
        }
        if (job.cron().isPresent() == job.every().isPresent()) {
            wrong.add(prefix + ": needs either cron (\"0 8 * * 1-5\") or every (\"15m\")");
        } else if (job.every().isPresent()) {
            Duration every = job.every().get();
            if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
                wrong.add(prefix + ".every: must be 1m to 366d");
            }
        } else {
            String cron = job.cron().orElseThrow();
            try {
                if (CronSchedule.of(cron, job.timeZone().orElse(standard))
                        .next(Instant.EPOCH)
                        .isEmpty()) {
                    wrong.add(prefix + ".cron: there is no such day");
                }
            } catch (IllegalArgumentException e) {
                wrong.add(prefix + ".cron: \"" + cron + "\" cannot be read: " + e.getMessage());
            }
        }
        if (job.title().isEmpty() && job.text().isEmpty()) {
            wrong.add(prefix + ": needs a title or a text");
        }
        try {
            Job.tryOut(ValueTemplate.parse(job.text().orElse("")));
        } catch (IllegalArgumentException e) {
            wrong.add(prefix + ".text: is not a Qute template: " + e.getMessage());
        } catch (IllegalStateException e) {
            wrong.add(prefix + ".text: cannot be rendered: " + e.getMessage());
        }
    }
}
