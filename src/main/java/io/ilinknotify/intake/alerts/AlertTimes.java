package io.ilinknotify.intake.alerts;

import io.ilinknotify.notification.Language;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times and lengths of time as a person reads them, in the zone of the phone. */
public final class AlertTimes {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    /** Below this a length tells nothing that "since" does not. */
    private static final Duration WORTH_TELLING = Duration.ofMinutes(1);

    private final AlertWords words;
    private final ZoneId zone;

    public AlertTimes(Language language, ZoneId zone) {
        this.words = AlertWords.in(language);
        this.zone = zone;
    }

    /** When and how long, or nothing when the sender does not say. */
    Optional<String> of(Alert alert, Instant now) {
        Instant start = alert.startsAt();
        if (!alert.resolved()) {
            return start == null
                    ? Optional.empty()
                    : Optional.of(words.since(moment(start, now), sinceThen(start, now)));
        }
        Instant end = alert.endsAt();
        String length = start == null || end == null || end.isBefore(start) ? "" : length(Duration.between(start, end));
        String until = end == null ? "" : moment(end, now);
        return length.isEmpty() && until.isEmpty() ? Optional.empty() : Optional.of(words.lasted(length, until));
    }

    /** How long ago it was; empty when that is not worth telling, or in the future. */
    String sinceThen(@Nullable Instant start, Instant now) {
        Duration length = start == null ? Duration.ZERO : Duration.between(start, now);
        return length.compareTo(WORTH_TELLING) < 0 ? "" : length(length);
    }

    /** Without the day on the same day, without the year in the same year. */
    public String moment(Instant time, Instant now) {
        ZonedDateTime then = time.atZone(zone);
        ZonedDateTime today = now.atZone(zone);
        if (then.getYear() != today.getYear()) {
            return YEAR.format(then);
        }
        return (then.toLocalDate().equals(today.toLocalDate()) ? TIME : DAY).format(then);
    }

    /** The two largest units. */
    public String length(Duration length) {
        Duration size = length.abs();
        List<String> units = new ArrayList<>();
        add(units, words.days(size.toDays()), size.toDays());
        add(units, words.hours(size.toHoursPart()), size.toHoursPart());
        add(units, words.minutes(size.toMinutesPart()), size.toMinutesPart());
        add(units, words.seconds(size.toSecondsPart()), size.toSecondsPart());
        return units.isEmpty()
                ? words.seconds(0)
                : String.join(words.unitGap(), units.subList(0, Math.min(2, units.size())));
    }

    private static void add(List<String> units, String unit, long n) {
        if (n > 0) {
            units.add(unit);
        }
    }
}
