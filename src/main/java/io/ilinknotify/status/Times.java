package io.ilinknotify.status;

import io.quarkus.qute.RawString;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Writes times as people read them. Its methods are public for the templates.
 *
 * @param now when the page is drawn
 * @param zone of {@code notify.time-zone}
 */
record Times(Instant now, ZoneId zone) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** As short as it is clear. */
    public String text(Instant time) {
        ZonedDateTime local = time.atZone(zone);
        ZonedDateTime today = now.atZone(zone);
        if (local.toLocalDate().equals(today.toLocalDate())) {
            return TODAY.format(local);
        }
        return (local.getYear() == today.getYear() ? THIS_YEAR : WHOLE).format(local);
    }

    /** The same as an element that machines can read as well. */
    public RawString tag(Instant time) {
        return new RawString(
                "<time datetime=\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\">" + text(time) + "</time>");
    }

    public String zoneName() {
        return zone.getId();
    }

    /** The name of another zone; {@code null} when it is the page's own. */
    public @Nullable String foreign(ZoneId other) {
        return other.equals(zone) ? null : other.getId();
    }
}
