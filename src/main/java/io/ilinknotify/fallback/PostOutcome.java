package io.ilinknotify.fallback;

/** How a post to the webhook ended. */
sealed interface PostOutcome {
    /** Answered with a 2xx: it is told. */
    record Told() implements PostOutcome {}

    /** Answered with anything else, a redirect included. */
    record Refused(int status) implements PostOutcome {}

    /** Not reached, or no answer in time: it may have arrived. */
    record NoAnswer(String cause) implements PostOutcome {}

    /** Nothing was posted: {@code notify.fallback.token-file} holds no token. */
    record NoToken(String cause) implements PostOutcome {}

    /** The name in the metrics. */
    default String code() {
        return switch (this) {
            case Told t -> "told";
            case Refused r -> "refused";
            case NoAnswer n -> "no-answer";
            case NoToken n -> "no-token";
        };
    }

    /** The fault, for people; empty when nothing did. */
    default String failure() {
        return switch (this) {
            case Told t -> "";
            case Refused r -> "answered HTTP " + r.status();
            case NoAnswer n -> n.cause();
            case NoToken n -> n.cause();
        };
    }
}
