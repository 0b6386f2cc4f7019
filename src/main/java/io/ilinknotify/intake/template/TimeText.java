package io.ilinknotify.intake.template;

import io.ilinknotify.notification.Language;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times and lengths of time as a person reads them, in the zone and the language of the phone. */
final class TimeText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter YEAR = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Language language;
    private final ZoneId zone;

    TimeText(Language language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
    }

    /** Without the day on the same day, without the year in the same year. */
    String moment(Instant time, Instant now) {
        ZonedDateTime then = time.atZone(zone);
        ZonedDateTime today = now.atZone(zone);
        if (then.getYear() != today.getYear()) {
            return YEAR.format(then);
        }
        return (then.toLocalDate().equals(today.toLocalDate()) ? TIME : DAY).format(then);
    }

    /** The two largest units. */
    String length(Duration length) {
        Duration size = length.abs();
        List<String> units = new ArrayList<>();
        add(units, size.toDays(), "天", "d");
        add(units, size.toHoursPart(), "小时", "h");
        add(units, size.toMinutesPart(), "分", "m");
        add(units, size.toSecondsPart(), "秒", "s");
        if (units.isEmpty()) {
            return language == Language.ZH ? "0秒" : "0s";
        }
        return String.join(language == Language.ZH ? "" : " ", units.subList(0, Math.min(2, units.size())));
    }

    /** 3 as "3rd"; Chinese has the number alone. */
    String ordinal(long n) {
        return switch (language) {
            case ZH -> Long.toString(n);
            case EN -> n + englishEnd(n);
        };
    }

    private static String englishEnd(long n) {
        boolean teens = n % 100 >= 11 && n % 100 <= 13;
        return switch (teens ? 0 : (int) (n % 10)) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        };
    }

    private void add(List<String> units, long n, String chinese, String english) {
        if (n > 0) {
            units.add(n + (language == Language.ZH ? chinese : english));
        }
    }
}
