package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.ShortTime;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Times and lengths of time as a person reads them, in the zone and the language of the phone. */
final class TimeText {
    private static final List<String> CHINESE_UNITS = List.of("天", "小时", "分", "秒");
    private static final List<String> ENGLISH_UNITS = List.of("d", "h", "m", "s");

    private static final List<String> ENGLISH_ENDS = List.of("th", "st", "nd", "rd");

    private final Language language;
    private final ShortTime times;

    TimeText(Language language, ZoneId zone) {
        this.language = language;
        this.times = new ShortTime(zone);
    }

    String moment(Instant time, Instant now) {
        return times.of(time, now);
    }

    /** The largest unit and, if there is something of it, the next smaller one: nobody counts seconds after hours. */
    String length(Duration length) {
        Duration size = length.abs();
        long[] amounts = {size.toDays(), size.toHoursPart(), size.toMinutesPart(), size.toSecondsPart()};
        int last = amounts.length - 1;
        int first = 0;
        while (first < last && amounts[first] == 0) {
            first++;
        }
        String largest = amount(amounts[first], first);
        return first == last || amounts[first + 1] == 0
                ? largest
                : largest + (language == Language.ZH ? "" : " ") + amount(amounts[first + 1], first + 1);
    }

    private String amount(long n, int unit) {
        return n + (language == Language.ZH ? CHINESE_UNITS : ENGLISH_UNITS).get(unit);
    }

    /** 3 as "3rd"; Chinese has the number alone. */
    String ordinal(long n) {
        boolean teens = n % 100 >= 11 && n % 100 <= 13;
        String end = teens || n % 10 > 3 || n < 0 ? "th" : ENGLISH_ENDS.get((int) (n % 10));
        return language == Language.ZH ? Long.toString(n) : n + end;
    }
}
