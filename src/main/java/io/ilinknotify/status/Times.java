package io.ilinknotify.status;

import io.ilinknotify.notification.ShortTime;
import io.quarkus.qute.RawString;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Writes times as people read them on a page that is drawn now. Its methods are public for the templates. */
record Times(Instant now, ZoneId zone) {
    /** As short as it is clear. */
    public String text(Instant time) {
        return new ShortTime(zone).of(time, now);
    }

    /** The same as an element that machines can read as well. */
    public RawString tag(Instant time) {
        return tag(time, text(time));
    }

    /** The same in a sentence, where {@code tomorrow} is the word for that, with a place for the hour. */
    RawString inSentence(Instant time, String tomorrow) {
        return time.atZone(zone)
                        .toLocalDate()
                        .equals(now.atZone(zone).toLocalDate().plusDays(1))
                ? tag(time, tomorrow.formatted(new ShortTime(zone).of(time, time)))
                : tag(time);
    }

    static RawString tag(Instant time, String text) {
        return new RawString("<time datetime=\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\">" + text + "</time>");
    }
}
