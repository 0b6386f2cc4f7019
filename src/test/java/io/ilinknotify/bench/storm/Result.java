package io.ilinknotify.bench.storm;

import io.ilinknotify.bench.storm.Fate.Told;

import java.time.Duration;
import java.util.Map;

/**
 * What a sender made of a trace.
 *
 * @param criticalInTime critical alerts that stood on the phone within a minute
 * @param possibleInTime the same, of those during which the server would have taken a send
 * @param sends that the server took
 * @param refused that it refused
 * @param longestSilence about a critical alert, from its coming to the phone or the end of the trace
 */
record Result(
        String sender,
        Map<Alert, Fate> fates,
        int criticalInTime,
        int critical,
        int possibleInTime,
        int possible,
        int sends,
        int refused,
        Duration longestSilence) {
    long told(Told how) {
        return fates.values().stream().filter(fate -> fate.told() == how).count();
    }

    long lies() {
        return fates.values().stream().filter(Fate::lie).count();
    }
}
