package io.ilinknotify.schedule;

import io.ilinknotify.notification.Priority;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A job's settings, with their defaults. */
record TestJob(
        Optional<String> cron,
        Optional<Duration> every,
        Optional<ZoneId> timeZone,
        Optional<String> text,
        Missed missed,
        boolean enabled)
        implements JobConfig {
    static TestJob cron(String expression) {
        return new TestJob(Optional.of(expression), Optional.empty());
    }

    static TestJob every(Duration interval) {
        return new TestJob(Optional.empty(), Optional.of(interval));
    }

    private TestJob(Optional<String> cron, Optional<Duration> every) {
        this(cron, every, Optional.empty(), Optional.of("tick {due}"), Missed.ONCE, true);
    }

    TestJob says(String template) {
        return new TestJob(cron, every, timeZone, Optional.of(template), missed, enabled);
    }

    TestJob skipsWhatItMissed() {
        return new TestJob(cron, every, timeZone, text, Missed.SKIP, enabled);
    }

    TestJob in(ZoneId zone) {
        return new TestJob(cron, every, Optional.of(zone), text, missed, enabled);
    }

    TestJob disabled() {
        return new TestJob(cron, every, timeZone, text, missed, false);
    }

    @Override
    public Optional<String> title() {
        return Optional.empty();
    }

    @Override
    public Priority priority() {
        return Priority.DEFAULT;
    }

    @Override
    public Optional<List<String>> tags() {
        return Optional.empty();
    }
}
