package io.ilinknotify.delivery.policy;

import io.ilinknotify.WallClock;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Quiet hours of two years, with four changes of clocks in them, against a clock that is only read. */
class TwoYearsOfQuietHoursTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant END = Instant.parse("2028-01-01T12:00:00Z");
    /** Every begin, end and change of clocks of this test is on this grid. */
    private static final Duration STEP = Duration.ofMinutes(15);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Europe/Berlin    | 22:00 | 07:30 | MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY
                    Europe/Berlin    | 02:30 | 07:00 | SATURDAY,SUNDAY
                    Europe/Berlin    | 22:00 | 02:30 | SATURDAY
                    Europe/Berlin    | 02:15 | 02:45 | SUNDAY
                    America/New_York | 23:30 | 06:00 | MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY,SATURDAY,SUNDAY
                    America/New_York | 01:30 | 02:30 | SUNDAY
                    America/New_York | 02:00 | 03:00 | SUNDAY
                    Asia/Shanghai    | 12:00 | 14:00 | MONDAY,FRIDAY
                    """)
    void areFromWhenTheClockFirstShowsTheirBeginUntilItFirstShowsTheirEnd(
            String zone, String from, String to, String on) {
        Set<DayOfWeek> days =
                Arrays.stream(on.split(",", -1)).map(DayOfWeek::valueOf).collect(Collectors.toSet());
        QuietConfig config = new TestSettings.Night(
                LocalTime.parse(from),
                LocalTime.parse(to),
                Optional.of(days),
                Optional.of(ZoneId.of(zone)),
                Priority.HIGH);

        assertThat(found(QuietHours.of(Map.of("night", config), ZoneId.of("UTC"))))
                .hasSizeGreaterThan(100)
                .isEqualTo(read(config, days));
    }

    private record Silence(Instant from, Instant to) {}

    /** What the product says, asked on the whole grid. */
    private static List<Silence> found(QuietHours hours) {
        List<Silence> silences = new ArrayList<>();
        boolean silent = false;
        for (Instant now = START; now.isBefore(END); now = now.plus(STEP)) {
            Optional<Instant> until = hours.until(Priority.DEFAULT, now);
            if (until.isPresent() && silent) {
                assertThat(until).contains(silences.getLast().to());
            } else if (until.isPresent()) {
                silences.add(new Silence(now, until.get()));
            }
            silent = until.isPresent();
        }
        return silences;
    }

    private static List<Silence> read(QuietConfig config, Set<DayOfWeek> days) {
        WallClock clock = new WallClock(config.timeZone().orElseThrow());
        boolean overnight = !config.to().isAfter(config.from());
        Instant noon = START.minus(STEP);
        List<Instant> begins = clock.reached(time -> is(time, config.from(), days, false), noon, END);
        List<Instant> ends =
                clock.reached(time -> is(time, config.to(), days, overnight), noon, END.plus(Duration.ofDays(2)));
        List<Silence> silences = new ArrayList<>();
        for (Instant begin : begins) {
            Instant end =
                    ends.stream().filter(e -> !e.isBefore(begin)).findFirst().orElseThrow();
            if (begin.isBefore(end)) {
                silences.add(new Silence(begin, end));
            }
        }
        return silences;
    }

    private static boolean is(LocalDateTime time, LocalTime wanted, Set<DayOfWeek> days, boolean dayAfter) {
        LocalDateTime day = dayAfter ? time.minusDays(1) : time;
        return time.toLocalTime().equals(wanted) && days.contains(day.getDayOfWeek());
    }
}
