package io.ilinknotify.render;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as short as they can be read: without the day on the same day. */
final class ShortTime {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;

    ShortTime(ZoneId zone) {
        this.zone = zone;
    }

    String of(Instant time, Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(time, zone);
        boolean today =
                local.toLocalDate().equals(LocalDateTime.ofInstant(now, zone).toLocalDate());
        return (today ? TIME : DAY).format(local);
    }
}
