package io.ilinknotify.delivery.policy;

import io.ilinknotify.notification.Priority;
import io.smallrye.config.WithDefault;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** {@code notify.quiet.<name>.*}: hours in which what is not urgent waits, to come in one message at their end. */
public interface QuietConfig {
    /** When they begin, {@code 22:00}. */
    LocalTime from();

    /** When they end, {@code 07:30}; on the next day unless it is later than {@code from}. */
    LocalTime to();

    /** The days on which they begin, {@code saturday,sunday}; every day when absent. */
    Optional<Set<DayOfWeek>> days();

    /** The zone of both times; {@code notify.time-zone} when absent. */
    Optional<ZoneId> timeZone();

    /** Notifications below this priority wait. {@code critical} itself never does. */
    @WithDefault("high")
    Priority below();
}
