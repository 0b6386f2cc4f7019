package io.ilinknotify.status;

import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.notification.Priority;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Quiet hours on the page. Its members are public for the template.
 *
 * @param days on which they begin; empty for every day
 * @param foreignZone the zone of their times, unless it is the page's own
 * @param below what is below this priority waits
 * @param begins when they begin next
 * @param ends when they end next
 */
@TemplateData
record QuietView(
        String name,
        boolean active,
        String from,
        String to,
        List<DayOfWeek> days,
        @Nullable String foreignZone,
        Priority below,
        Moment begins,
        Moment ends) {
    static QuietView of(QuietHours.Standing quiet, Instant now, ZoneId zone) {
        return new QuietView(
                quiet.name(),
                quiet.active(),
                quiet.from().toString(),
                quiet.to().toString(),
                quiet.days().size() == DayOfWeek.values().length ? List.of() : List.copyOf(quiet.days()),
                quiet.zone().equals(zone) ? null : quiet.zone().getId(),
                quiet.below(),
                Objects.requireNonNull(Moment.of(quiet.begins(), now, zone)),
                Objects.requireNonNull(Moment.of(quiet.ends(), now, zone)));
    }
}
