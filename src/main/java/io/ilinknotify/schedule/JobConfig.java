package io.ilinknotify.schedule;

import io.ilinknotify.notification.Priority;
import io.smallrye.config.WithDefault;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** {@code notify.jobs.<name>.*}: a notification by the clock. It says when ({@code cron} or {@code every}) and what. */
public interface JobConfig {
    /**
     * Five fields as a Kubernetes CronJob takes them ({@code 0 8 * * 1-5}), {@code @hourly}, {@code @daily},
     * {@code @weekly}, {@code @monthly}, {@code @yearly}, or Quartz's six or seven fields, which begin with seconds.
     *
     * <p>Where the clock is put forward, a time that does not exist on that day runs at the next minute that does; where
     * it is put back, a time that comes twice runs once. A job of every hour ({@code *} in the field of hours) follows
     * real time instead.
     */
    Optional<String> cron();

    /** The time between two runs, 1m to 366d, counted from midnight UTC: {@code 15m} is due at :00, :15, :30 and :45. */
    Optional<Duration> every();

    /** The zone of {@code cron} and of the times in the text; {@code notify.time-zone} when absent. */
    Optional<ZoneId> timeZone();

    /** One line, told as it is. */
    Optional<String> title();

    /**
     * The text, a Qute template over {@code now}, {@code due} and {@code since} (times), {@code job} (the name), and the
     * counts {@code sent}, {@code held}, {@code expired}, {@code failed}, {@code unconfirmed} and {@code unknown}:
     * {@code held} is what waits now, the others are what ended since the job ran last.
     */
    Optional<String> text();

    /** Its urgency. */
    @WithDefault("default")
    Priority priority();

    /** Short words shown with it. */
    Optional<List<String>> tags();

    /** Tells whether it runs. */
    @WithDefault("true")
    boolean enabled();

    /** The treatment of a due time that passed while the agent was down. */
    @WithDefault("once")
    Missed missed();

    /** The treatment of due times that passed more than a minute before the agent could run them. */
    enum Missed {
        /** Nothing: the next run is the next due time. */
        SKIP,
        /** The last of them runs now, the others do not. */
        ONCE
    }
}
