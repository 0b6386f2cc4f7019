package io.ilinknotify.ilink;

import java.util.Locale;

/** What an answer to {@code sendmessage} means (protocol page, the table of "Sending"). */
final class SendReading {
    private static final long REFUSED = -2;
    private static final long INVALID = -3;
    private static final long TOO_FAST = -12;
    private static final long TOO_FAST_TOO = -13;
    private static final long HTTP_TOO_MANY_REQUESTS = 429;

    private SendReading() {}

    static SendOutcome of(Reply reply) {
        return switch (reply) {
            case Reply.Good r -> taken(Answer.id(r.answer().field("message_id")));
            case Reply.Coded r -> refused(r.code(), r.detail());
            case Reply.Garbage r -> new SendOutcome.Lost(r.cause());
            case Reply.Lost r -> new SendOutcome.Lost(r.cause());
            case Reply.NotReached r -> new SendOutcome.NotReached(r.cause());
        };
    }

    private static SendOutcome taken(String messageId) {
        return messageId.isEmpty() ? new SendOutcome.Unconfirmed() : new SendOutcome.Sent(messageId);
    }

    private static SendOutcome refused(long code, String detail) {
        if (code == Answer.STALE) {
            return new SendOutcome.StaleToken();
        }
        if (code == TOO_FAST || code == TOO_FAST_TOO || code == HTTP_TOO_MANY_REQUESTS) {
            return new SendOutcome.RateLimited(code + (detail.isEmpty() ? "" : " " + detail));
        }
        if (code == REFUSED) {
            return speaksOfRate(detail) ? new SendOutcome.RateLimited(detail) : new SendOutcome.Refused(detail);
        }
        return code == INVALID ? new SendOutcome.Invalid(detail) : new SendOutcome.OtherCode(code, detail);
    }

    /** {@code rate limited} and {@code freq limit}, in whatever case and with whatever between the words. */
    private static boolean speaksOfRate(String detail) {
        String words = detail.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ");
        return words.contains("rate limit") || words.contains("freq limit");
    }
}
