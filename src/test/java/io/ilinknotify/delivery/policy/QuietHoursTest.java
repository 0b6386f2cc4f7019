package io.ilinknotify.delivery.policy;

import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class QuietHoursTest {
    @Test
    void holdWhatIsBelowUntilTheyEnd() {
        QuietHours night = hours(TestSettings.night("22:00", "07:00", Priority.HIGH));

        Instant midnight = Instant.parse("2026-11-22T00:00:00Z");
        Instant end = Instant.parse("2026-11-22T07:00:00Z");
        assertThat(night.until(Priority.LOW, midnight)).contains(end);
        assertThat(night.until(Priority.DEFAULT, midnight)).contains(end);
        assertThat(night.until(Priority.HIGH, midnight)).isEmpty();
        assertThat(night.until(Priority.DEFAULT, end)).isEmpty();
        assertThat(night.until(Priority.DEFAULT, Instant.parse("2026-11-22T21:59:59Z")))
                .isEmpty();
        assertThat(night.until(Priority.DEFAULT, Instant.parse("2026-11-22T22:00:00Z")))
                .contains(Instant.parse("2026-11-23T07:00:00Z"));
    }

    @Test
    void hoursThatMeetAreOne() {
        QuietHours both = hours(
                TestSettings.night("22:00", "07:00", Priority.HIGH),
                TestSettings.night("06:00", "09:00", Priority.DEFAULT));

        assertThat(both.until(Priority.LOW, Instant.parse("2026-11-22T23:00:00Z")))
                .contains(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(both.until(Priority.DEFAULT, Instant.parse("2026-11-22T23:00:00Z")))
                .contains(Instant.parse("2026-11-23T07:00:00Z"));
    }

    @Test
    void theDaysAreThoseOnWhichTheyBegin() {
        QuietHours saturdays = hours(new TestSettings.Night(
                LocalTime.parse("22:00"),
                LocalTime.parse("10:00"),
                Optional.of(Set.of(DayOfWeek.SATURDAY)),
                Optional.empty(),
                Priority.HIGH));

        assertThat(saturdays.until(Priority.LOW, Instant.parse("2026-11-22T09:00:00Z")))
                .contains(Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(saturdays.until(Priority.LOW, Instant.parse("2026-11-22T23:00:00Z")))
                .isEmpty();
    }

    @Test
    void aTimeInThemIsMovedBeforeThem() {
        QuietHours night = hours(TestSettings.night("22:00", "07:00", Priority.HIGH));

        assertThat(night.orBefore(Instant.parse("2026-11-23T03:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-22T21:59:00Z"));
        assertThat(night.orBefore(Instant.parse("2026-11-23T08:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    }

    @Test
    void tellHowTheyStandAndWhenTheyBeginAndEndNext() {
        QuietHours hours = QuietHours.of(
                Map.of(
                        "weekend",
                        new TestSettings.Night(
                                LocalTime.parse("22:00"),
                                LocalTime.parse("10:00"),
                                Optional.of(Set.of(DayOfWeek.SUNDAY, DayOfWeek.FRIDAY)),
                                Optional.of(ZoneId.of("Europe/Berlin")),
                                Priority.CRITICAL),
                        "lunch",
                        TestSettings.night("12:00", "13:00", Priority.HIGH)),
                ZoneOffset.UTC);

        assertThat(hours.standings(Instant.parse("2026-11-20T21:30:00Z")))
                .containsExactly(
                        new QuietHours.QuietStanding(
                                "lunch",
                                LocalTime.parse("12:00"),
                                LocalTime.parse("13:00"),
                                EnumSet.allOf(DayOfWeek.class),
                                ZoneOffset.UTC,
                                Priority.HIGH,
                                false,
                                Instant.parse("2026-11-21T12:00:00Z"),
                                Instant.parse("2026-11-21T13:00:00Z")),
                        new QuietHours.QuietStanding(
                                "weekend",
                                LocalTime.parse("22:00"),
                                LocalTime.parse("10:00"),
                                EnumSet.of(DayOfWeek.FRIDAY, DayOfWeek.SUNDAY),
                                ZoneId.of("Europe/Berlin"),
                                Priority.CRITICAL,
                                true,
                                Instant.parse("2026-11-22T21:00:00Z"),
                                Instant.parse("2026-11-21T09:00:00Z")));
    }

    private static QuietHours hours(QuietConfig... settings) {
        Map<String, QuietConfig> named = new TreeMap<>();
        for (QuietConfig config : settings) {
            named.put("n" + named.size(), config);
        }
        return QuietHours.of(named, ZoneOffset.UTC);
    }
}
