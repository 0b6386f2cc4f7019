package io.ilinknotify.status;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as people read it.
 *
 * @param text in the zone of {@code notify.time-zone}, as short as it is clear
 * @param iso for machines
 */
@TemplateData
record Moment(String text, String iso) {
    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter WHOLE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** {@code null} for {@code null}. */
    static @Nullable Moment of(@Nullable Instant time, Instant now, ZoneId zone) {
        if (time == null) {
            return null;
        }
        ZonedDateTime local = time.atZone(zone);
        ZonedDateTime today = now.atZone(zone);
        DateTimeFormatter form = WHOLE;
        if (local.toLocalDate().equals(today.toLocalDate())) {
            form = TODAY;
        } else if (local.getYear() == today.getYear()) {
            form = THIS_YEAR;
        }
        return new Moment(
                form.format(local), time.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
