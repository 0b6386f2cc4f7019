package io.ilinknotify.intake;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * The outcome that a sender waits for before it goes on.
 *
 * @param patience how long the answer may be held until the notification is finished; at most 60 s
 * @param sent whether anything but {@code sent} is a failure for the sender
 */
record Expectation(Duration patience, boolean sent) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Reads the parameters {@code wait} and {@code expect}; a wrong one is 422. */
    static Expectation parse(@Nullable String wait, @Nullable String expect) {
        return new Expectation(waitOf(wait), isSent(expect));
    }

    private static Duration waitOf(@Nullable String wait) {
        if (wait == null || wait.isBlank()) {
            return Duration.ZERO;
        }
        return DurationText.parse(wait)
                .filter(length -> !length.isNegative() && length.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> Refusal.invalid("wait", "'wait' must be from 0s to 60s, such as wait=30s."));
    }

    private static boolean isSent(@Nullable String expect) {
        if (expect == null || expect.isBlank()) {
            return false;
        }
        if (!expect.equals("sent")) {
            throw Refusal.invalid("expect", "'expect' can only be sent.");
        }
        return true;
    }
}
