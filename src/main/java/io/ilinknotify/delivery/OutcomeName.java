package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import org.jspecify.annotations.Nullable;

/** How outcomes are called in records, metrics and logs. */
final class OutcomeName {
    private OutcomeName() {}

    static String of(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Sent s -> "sent";
            case SendOutcome.Unconfirmed u -> "unconfirmed";
            case SendOutcome.Refused r -> "refused";
            case SendOutcome.RateLimited r -> "rate-limited";
            case SendOutcome.StaleToken s -> "stale-token";
            case SendOutcome.Invalid i -> "invalid";
            case SendOutcome.OtherCode o -> "other-code";
            case SendOutcome.Lost l -> "lost";
            case SendOutcome.NotReached n -> "not-reached";
        };
    }

    static @Nullable String detail(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Sent s -> s.messageId();
            case SendOutcome.Unconfirmed u -> null;
            case SendOutcome.Refused r -> r.detail();
            case SendOutcome.RateLimited r -> r.detail();
            case SendOutcome.StaleToken s -> null;
            case SendOutcome.Invalid i -> i.detail();
            case SendOutcome.OtherCode o -> "ret " + o.ret() + (o.detail().isEmpty() ? "" : ": " + o.detail());
            case SendOutcome.Lost l -> l.cause();
            case SendOutcome.NotReached n -> n.cause();
        };
    }
}
