package io.ilinknotify.schedule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScheduleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "'0 8 * * 1-5', 2026-11-22T12:00:00Z, 2026-11-23T08:00:00Z",
        "'*/15 * * * *', 2026-11-22T12:00:00Z, 2026-11-22T12:15:00Z",
        "'*/15 * * * *', 2026-11-22T12:14:59.9Z, 2026-11-22T12:15:00Z",
        "'@daily', 2026-11-22T12:00:00Z, 2026-11-23T00:00:00Z",
        "'@hourly', 2026-11-22T12:00:00Z, 2026-11-22T13:00:00Z",
        "'@weekly', 2026-11-22T12:00:00Z, 2026-11-29T00:00:00Z",
        "'@monthly', 2026-11-22T12:00:00Z, 2026-12-01T00:00:00Z",
        "'@yearly', 2026-11-22T12:00:00Z, 2027-01-01T00:00:00Z",
        "'0 0 13 * 5', 2026-11-22T12:00:00Z, 2026-11-27T00:00:00Z",
        "'0 0 29 2 *', 2026-11-22T12:00:00Z, 2028-02-29T00:00:00Z",
        "'30 0 8 ? * MON-FRI', 2026-11-22T12:00:00Z, 2026-11-23T08:00:30Z",
        "'0 0 8 L * ? 2027', 2026-11-22T12:00:00Z, 2027-01-31T08:00:00Z"
    })
    void readsWhatCronJobsAndQuartzWrite(String cron, Instant after, Instant due) {
        assertThat(CronSchedule.of(cron, ZoneId.of("UTC")).next(after)).contains(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "8", "0 8 * *", "61 8 * * *", "0 8 * * MOON", "@reboot", "0 8 * * 1-5 2026 1 1"})
    void saysThatItCannotReadTheRest(String cron) {
        assertThatThrownBy(() -> CronSchedule.of(cron, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsWhenNoYearIsLeft() {
        assertThat(CronSchedule.of("0 0 8 * * ? 2025", BERLIN).next(Instant.parse("2026-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void runsATimeThatDoesNotExistAtTheNextMinuteThatDoes() {
        Schedule nightly = CronSchedule.of("30 2 * * *", BERLIN);

        assertThat(local(nightly, "2027-03-27T00:00+01:00", "2027-03-29T12:00+02:00"))
                .containsExactly("2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
    }

    @Test
    void runsATimeThatComesTwiceOnce() {
        Schedule nightly = CronSchedule.of("30 2 * * *", BERLIN);

        assertThat(local(nightly, "2026-10-24T12:00+02:00", "2026-10-26T12:00+01:00"))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    }

    @Test
    void everyHourIsAnHourAfterTheLastOneWhenClocksChange() {
        Schedule hourly = CronSchedule.of("30 * * * *", BERLIN);

        assertThat(local(hourly, "2026-10-25T01:00+02:00", "2026-10-25T04:00+01:00"))
                .containsExactly(
                        "2026-10-25T01:30+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:30+01:00");
        assertThat(local(hourly, "2027-03-28T01:00+01:00", "2027-03-28T04:00+02:00"))
                .containsExactly("2027-03-28T01:30+01:00", "2027-03-28T03:30+02:00");
    }

    @Test
    void anIntervalStandsOnAGridThatNoRestartMoves() {
        Schedule every = new Schedule.EverySchedule(Duration.ofMinutes(15));

        assertThat(every.next(Instant.parse("2026-11-22T12:00:00Z"))).contains(Instant.parse("2026-11-22T12:15:00Z"));
        assertThat(every.next(Instant.parse("2026-11-22T12:07:31Z"))).contains(Instant.parse("2026-11-22T12:15:00Z"));
    }

    @Test
    void findsTheLastDueTimeOfALongPause() {
        Schedule often = CronSchedule.of("* * * * * ?", BERLIN);
        Schedule rarely = CronSchedule.of("0 8 1 1 *", ZoneId.of("UTC"));
        Instant now = Instant.parse("2026-11-22T12:00:00.5Z");

        assertThat(often.lastIn(now.minus(Duration.ofDays(3000)), now)).contains(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(rarely.lastIn(now.minus(Duration.ofDays(3000)), now))
                .contains(Instant.parse("2026-01-01T08:00:00Z"));
        assertThat(rarely.lastIn(Instant.parse("2026-01-01T08:00:00Z"), now)).isEmpty();
        assertThat(rarely.lastIn(now, now.minusSeconds(60))).isEmpty();
    }

    private static List<String> local(Schedule schedule, String from, String until) {
        return dues(
                        schedule,
                        java.time.OffsetDateTime.parse(from).toInstant(),
                        java.time.OffsetDateTime.parse(until).toInstant())
                .stream()
                .map(due -> due.atZone(BERLIN).toOffsetDateTime().toString())
                .toList();
    }

    /** Those after {@code from}, until {@code until} at the latest. */
    private static List<Instant> dues(Schedule schedule, Instant from, Instant until) {
        List<Instant> dues = new ArrayList<>();
        Instant due = schedule.next(from).orElseThrow();
        while (!due.isAfter(until)) {
            dues.add(due);
            due = schedule.next(due).orElseThrow();
        }
        return dues;
    }
}
