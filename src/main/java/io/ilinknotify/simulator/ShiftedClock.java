package io.ilinknotify.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** Another clock, ahead by what was added. */
final class ShiftedClock extends Clock {
    private final Clock base;
    private volatile Duration shift = Duration.ZERO;

    ShiftedClock(Clock base) {
        this.base = base;
    }

    /** To be called by one thread at a time. */
    void add(Duration more) {
        shift = shift.plus(more);
    }

    Duration shift() {
        return shift;
    }

    @Override
    public Instant instant() {
        return base.instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        var other = new ShiftedClock(base.withZone(zone));
        other.add(shift);
        return other;
    }
}
