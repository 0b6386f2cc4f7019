package io.ilinknotify.schedule;

import io.ilinknotify.WallClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** Due times of two years, with four changes of clocks in them, against a clock that is only read. */
class TwoYearsOfDueTimesTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant END = Instant.parse("2028-01-01T12:00:00Z");

    /** What each expression means, said once more in Java. */
    private static final Map<String, Predicate<LocalDateTime>> TIMES_OF_DAY = Map.ofEntries(
            Map.entry("30 2 * * *", t -> isAt(t, 2, 30)),
            Map.entry("0 2 * * *", t -> isAt(t, 2, 0)),
            Map.entry("59 1 * * *", t -> isAt(t, 1, 59)),
            Map.entry("0 3 * * *", t -> isAt(t, 3, 0)),
            Map.entry("@daily", t -> isAt(t, 0, 0)),
            Map.entry("15 8 * * 1-5", t -> isAt(t, 8, 15) && !isWeekend(t)),
            Map.entry(
                    "30 2 * 3,10,11 0",
                    t -> isAt(t, 2, 30) && isSunday(t) && List.of(3, 10, 11).contains(month(t))),
            Map.entry("*/20 1-3 * * *", t -> t.getHour() >= 1 && t.getHour() <= 3 && t.getMinute() % 20 == 0),
            Map.entry("15,45 2 * * sun", t -> t.getHour() == 2 && t.getMinute() % 30 == 15 && isSunday(t)),
            Map.entry("0 */2 * * *", t -> t.getMinute() == 0 && t.getHour() % 2 == 0),
            Map.entry("0 9 1 * *", t -> isAt(t, 9, 0) && t.getDayOfMonth() == 1),
            Map.entry("0 9 31 * *", t -> isAt(t, 9, 0) && t.getDayOfMonth() == 31),
            Map.entry("0 0 13 * 5", t -> isAt(t, 0, 0) && (t.getDayOfMonth() == 13 || isFriday(t))),
            Map.entry("0 30 2 ? * SUN", t -> isAt(t, 2, 30) && isSunday(t)));

    private static final Map<String, Predicate<LocalDateTime>> EVERY_HOUR = Map.of(
            "30 * * * *", t -> t.getMinute() == 30,
            "@hourly", t -> t.getMinute() == 0,
            "*/15 * * * *", t -> t.getMinute() % 15 == 0,
            "10 * * * 0", t -> t.getMinute() == 10 && isSunday(t));

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Shanghai"})
    void aTimeOfDayIsDueWhenTheClockFirstShowsItOrJumpsOverIt(String name) {
        ZoneId zone = ZoneId.of(name);

        new WallClock(zone)
                .reached(TIMES_OF_DAY, START, END)
                .forEach((cron, read) ->
                        assertThat(dues(CronSchedule.of(cron, zone))).as(cron).isEqualTo(read));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Shanghai"})
    void whatComesEveryHourIsDueWheneverTheClockShowsIt(String name) {
        ZoneId zone = ZoneId.of(name);

        new WallClock(zone)
                .shown(EVERY_HOUR, START, END)
                .forEach((cron, read) ->
                        assertThat(dues(CronSchedule.of(cron, zone))).as(cron).isEqualTo(read));
    }

    private static List<Instant> dues(Schedule schedule) {
        List<Instant> dues = new ArrayList<>();
        Instant due = schedule.next(START).orElseThrow();
        while (!due.isAfter(END)) {
            dues.add(due);
            due = schedule.next(due).orElseThrow();
        }
        return dues;
    }

    private static boolean isAt(LocalDateTime time, int hour, int minute) {
        return time.getHour() == hour && time.getMinute() == minute;
    }

    private static int month(LocalDateTime time) {
        return time.getMonthValue();
    }

    private static boolean isSunday(LocalDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static boolean isFriday(LocalDateTime time) {
        return time.getDayOfWeek() == DayOfWeek.FRIDAY;
    }

    private static boolean isWeekend(LocalDateTime time) {
        return time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }
}
