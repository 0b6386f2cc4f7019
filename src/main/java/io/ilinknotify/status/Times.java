package io.ilinknotify.status;

import io.ilinknotify.notification.ShortTime;
import io.quarkus.qute.RawString;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Writes times as people read them on a page that is drawn now. Its methods are public for the templates. */
record Times(Instant now, ZoneId zone) {
    /** As short as it is clear. */
    public String text(Instant time) {
        return new ShortTime(zone).of(time, now);
    }

    /** The same in a sentence, where {@code tomorrow} is the word for that, with a place for the hour. */
    String text(Instant time, String tomorrow) {
        LocalDate next = now.atZone(zone).toLocalDate().plusDays(1);
        return time.atZone(zone).toLocalDate().equals(next)
                ? tomorrow.formatted(new ShortTime(zone).of(time, time))
                : text(time);
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
