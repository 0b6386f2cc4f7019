package io.ilinknotify.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A cron expression in a zone. The library is asked in local time only, as if clocks were never changed: its own way over
 * a change of clocks drops a run at 02:30 on the day in spring.
 */
record CronSchedule(ExecutionTime local, ZoneRules rules, boolean everyHour) implements Schedule {
    private static final int UNIX_FIELDS = 5;
    private static final int QUARTZ_MOST = 7;
    private static final Map<String, String> NICKNAMES = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** @throws IllegalArgumentException saying what is wrong with it */
    static CronSchedule of(String expression, ZoneId zone) {
        String plain = expression.strip().replaceAll("\\s+", " ");
        String five = plain.startsWith("@") ? NICKNAMES.get(plain.toLowerCase(Locale.ROOT)) : plain;
        if (five == null) {
            throw new IllegalArgumentException(plain + " is unknown; there are @hourly, @daily, @weekly, @monthly and"
                    + " @yearly, and for intervals the setting \"every\"");
        }
        String[] fields = five.split(" ", -1);
        if (fields.length < UNIX_FIELDS || fields.length > QUARTZ_MOST) {
            throw new IllegalArgumentException("it has " + fields.length
                    + " fields; five as in \"0 8 * * 1-5\" (minute, hour, day, month, weekday), or Quartz's six or"
                    + " seven, which begin with seconds, are right");
        }
        boolean unix = fields.length == UNIX_FIELDS;
        CronType dialect = unix ? CronType.UNIX : CronType.QUARTZ;
        ExecutionTime time =
                ExecutionTime.forCron(new CronParser(CronDefinitionBuilder.instanceDefinitionFor(dialect)).parse(five));
        return new CronSchedule(time, zone.getRules(), fields[unix ? 1 : 2].equals("*"));
    }

    @Override
    public Optional<Instant> next(Instant after) {
        return everyHour ? inRealTime(after) : onTheClock(after);
    }

    /** A time of day comes once a day: the first of two, or the next that exists. */
    private Optional<Instant> onTheClock(Instant after) {
        LocalDateTime from = LocalDateTime.ofInstant(after, rules.getOffset(after));
        return Stream.iterate(nextLocal(from), Optional::isPresent, due -> nextLocal(due.orElseThrow()))
                .map(due -> resolve(due.orElseThrow()))
                .filter(due -> due.isAfter(after))
                .findFirst();
    }

    private Instant resolve(LocalDateTime time) {
        List<ZoneOffset> offsets = rules.getValidOffsets(time);
        return offsets.isEmpty() ? rules.getTransition(time).getInstant() : time.toInstant(offsets.getFirst());
    }

    /** Every hour is an hour after the last one, whatever the clock on the wall does. */
    private Optional<Instant> inRealTime(Instant after) {
        Instant from = after;
        while (true) {
            Instant earliest = from.plusSeconds(1); // due times are whole seconds
            ZoneOffset offset = rules.getOffset(earliest);
            ZoneOffsetTransition change = rules.nextTransition(earliest);
            Optional<Instant> due =
                    nextLocal(LocalDateTime.ofInstant(from, offset)).map(time -> time.toInstant(offset));
            if (due.isEmpty() || change == null || due.get().isBefore(change.getInstant())) {
                return due;
            }
            from = change.getInstant().minusSeconds(1);
        }
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime after) {
        return local.nextExecution(after.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime);
    }
}
