package io.ilinknotify.ilink;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A {@link CallResult} sorted by its HTTP status and its code, before anybody asks for its fields.
 *
 * <p>HTTP statuses: 2xx is read. A 5xx, and 408, come from something that does not know what became of the request. Any
 * other 3xx or 4xx is a definite "no" by a server or what stands before it: its JSON code counts when there is one, else
 * the status stands in the place of the code. It is never read as a success.
 */
sealed interface Reply {
    int TOO_MANY_REQUESTS = 429;
    /** The gateway before the server gave up waiting for it. */
    int TIMED_OUT_AT_GATEWAY = 524;

    /** 2xx with a JSON object, its codes 0 or absent. */
    record Good(Answer answer) implements Reply {}

    /** The server said no. */
    record Coded(long code, String detail) implements Reply {
        boolean isStale() {
            return code == Answer.STALE;
        }

        /** Too fast: by its code, or {@code -2} with words that say so. */
        boolean isRateLimited() {
            return code == Answer.TOO_FAST
                    || code == Answer.TOO_FAST_TOO
                    || code == TOO_MANY_REQUESTS
                    || (code == Answer.REFUSED && speaksOfRate());
        }

        /** Finds {@code rate limited} and {@code freq limit}, in whatever case and with whatever between the words. */
        private boolean speaksOfRate() {
            String words = detail.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ");
            return words.contains("rate limit") || words.contains("freq limit");
        }

        /** Says the code, and what the server said with it, in one line. */
        String words() {
            if (detail.startsWith("HTTP ")) {
                return detail;
            }
            return detail.isEmpty() ? "code " + code : "code " + code + ": " + detail;
        }
    }

    /** Nothing came back that can be read. */
    sealed interface NoAnswer extends Reply {
        /** For people. */
        String cause();
    }

    /** 2xx with something that cannot be understood. */
    record Garbage(String cause) implements NoAnswer {}

    /** The request may have arrived, and nobody knows what became of it. */
    record Lost(String cause) implements NoAnswer {}

    /** The request surely did not arrive. */
    record NotReached(String cause) implements NoAnswer {}

    /** Reads it; the secrets are cut out of what a server says. */
    static Reply of(CallResult result, List<String> secrets) {
        return switch (result) {
            case CallResult.NotReached r -> new NotReached(r.cause());
            case CallResult.Broken r -> new Lost(r.cause());
            case CallResult.Answered r -> ofAnswer(r, secrets);
        };
    }

    private static Reply ofAnswer(CallResult.Answered answered, List<String> secrets) {
        int status = answered.status();
        if (status >= 500 || status == 408) {
            return new Lost("HTTP " + status);
        }
        Optional<Answer> answer = Answer.parse(answered.body());
        OptionalLong code = answer.map(Answer::code).orElse(OptionalLong.of(0));
        if (code.orElse(0) != 0) {
            return new Coded(
                    code.getAsLong(), ServerText.of(answer.orElseThrow().text("errmsg"), secrets));
        }
        if (status >= 300) {
            return new Coded(status, "HTTP " + status);
        }
        if (answer.isEmpty()) {
            return new Garbage("the answer is not a JSON object");
        }
        return code.isEmpty() ? new Garbage("the answer's ret or errcode is not a number") : new Good(answer.get());
    }
}
