package io.ilinknotify.delivery;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class QuietHoursTest {
    @TempDir
    Path directory;

    @Test
    void holdWhatIsBelowUntilTheyEnd() {
        QuietHours night = hours(night("22:00", "07:00", Priority.HIGH));

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
        QuietHours both = hours(night("22:00", "07:00", Priority.HIGH), night("06:00", "09:00", Priority.DEFAULT));

        assertThat(both.until(Priority.LOW, Instant.parse("2026-11-22T23:00:00Z")))
                .contains(Instant.parse("2026-11-23T09:00:00Z"));
        assertThat(both.until(Priority.DEFAULT, Instant.parse("2026-11-22T23:00:00Z")))
                .contains(Instant.parse("2026-11-23T07:00:00Z"));
    }

    @Test
    void theDaysAreThoseOnWhichTheyBegin() {
        QuietHours saturdays = hours(new Night(
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
        QuietHours night = hours(night("22:00", "07:00", Priority.HIGH));

        assertThat(night.orBefore(Instant.parse("2026-11-23T03:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-22T21:59:00Z"));
        assertThat(night.orBefore(Instant.parse("2026-11-23T08:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-23T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Shanghai"})
    void endAtTheSameTimeOfDayThroughTwoYears(String zone) {
        ZoneId there = ZoneId.of(zone);
        QuietHours night = QuietHours.of(List.of(night("22:00", "07:00", Priority.HIGH)), there);

        LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2028, 1, 1)).forEach(day -> {
            Instant evening = day.atTime(23, 30).atZone(there).toInstant();
            Instant noon = day.atTime(12, 0).atZone(there).toInstant();
            assertThat(night.until(Priority.LOW, evening))
                    .contains(day.plusDays(1).atTime(7, 0).atZone(there).toInstant());
            assertThat(night.until(Priority.LOW, noon)).isEmpty();
        });
    }

    @Test
    void whatWasHeldComesMergedAtTheirEndAndWhatIsUrgentDoesNotWait() {
        try (DeliveryWorld world = new DeliveryWorld(
                directory,
                TestSettings.Delivery.THRIFTY,
                TestSettings.Window.DEFAULTS,
                start -> hours(aroundNow(start, Duration.ofHours(-1), Duration.ofHours(2))))) {
            world.personWrites();
            NotificationId urgent = world.post(Priority.HIGH, "urgent");
            world.run(Duration.ofMinutes(1));
            NotificationId one = world.post(Priority.DEFAULT, "one");
            NotificationId two = world.post(Priority.DEFAULT, "two");
            world.run(Duration.ofMinutes(30));

            assertThat(world.standing(one)).isEqualTo("held quiet");
            assertThat(world.standing(urgent)).isEqualTo("sent");
            assertThat(world.phone.texts()).hasSize(1);

            world.run(Duration.ofHours(2));

            assertThat(world.standing(one)).isEqualTo("sent");
            assertThat(world.standing(two)).isEqualTo("sent");
            assertThat(world.phone.texts()).hasSize(2);
        }
    }

    private static QuietConfig aroundNow(Instant now, Duration from, Duration to) {
        return new Night(
                now.plus(from).atZone(ZoneOffset.UTC).toLocalTime(),
                now.plus(to).atZone(ZoneOffset.UTC).toLocalTime(),
                Optional.empty(),
                Optional.empty(),
                Priority.HIGH);
    }

    private static QuietHours hours(QuietConfig... settings) {
        return QuietHours.of(List.of(settings), ZoneOffset.UTC);
    }

    private static QuietConfig night(String from, String to, Priority below) {
        return new Night(LocalTime.parse(from), LocalTime.parse(to), Optional.empty(), Optional.empty(), below);
    }

    private record Night(
            LocalTime from, LocalTime to, Optional<Set<DayOfWeek>> days, Optional<ZoneId> timeZone, Priority below)
            implements QuietConfig {}
}
