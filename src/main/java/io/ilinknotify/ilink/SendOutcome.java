package io.ilinknotify.ilink;

import org.jspecify.annotations.Nullable;

/** The outcome of one {@code sendmessage}, as data (protocol page, "Sending"). */
public sealed interface SendOutcome {
    /** {@code ret} 0 or absent, with an id: enqueued for the phone. */
    record Sent(String messageId) implements SendOutcome {}

    /** {@code ret} 0 or absent, without an id: taken, and often never shown. */
    record Unconfirmed() implements SendOutcome {}

    /** {@code -2} "prepare failed" or without a text: window or quota over, a foreign context, or too long. */
    record Refused(String detail) implements SendOutcome {}

    /** {@code -2} "rate limited" or "freq limit", {@code -12}, {@code -13}, HTTP 429. */
    record RateLimited(String detail) implements SendOutcome {}

    /** {@code -14}: the token is stale. */
    record StaleToken() implements SendOutcome {}

    /** {@code -3}: invalid argument. */
    record Invalid(String detail) implements SendOutcome {}

    /**
     * Any other code. An HTTP status from 300 to 499 stands here as it is, with "HTTP 403" as the detail, when the answer
     * had no code of its own: a definite "no" by the server or what stands before it, never a success. (429 is
     * {@link RateLimited}; 408 and 5xx are {@link Lost}.)
     */
    record OtherCode(long ret, String detail) implements SendOutcome {}

    /** A byte of the request may have been written, and no answer that can be read came back. */
    record Lost(String cause) implements SendOutcome {}

    /** Surely not one byte of the request reached the server. */
    record NotReached(String cause) implements SendOutcome {}

    /** Reads the answer to a {@code sendmessage}. */
    static SendOutcome of(Reply reply) {
        return switch (reply) {
            case Reply.Good r -> {
                String messageId = Answer.id(r.answer().field("message_id"));
                yield messageId.isEmpty() ? new Unconfirmed() : new Sent(messageId);
            }
            case Reply.Coded r -> refused(r);
            case Reply.Garbage r -> new Lost(r.cause());
            case Reply.Lost r -> new Lost(r.cause());
            case Reply.NotReached r -> new NotReached(r.cause());
        };
    }

    private static SendOutcome refused(Reply.Coded reply) {
        String detail = reply.detail();
        if (reply.isStale()) {
            return new StaleToken();
        }
        if (reply.code() == Answer.REFUSED) {
            return reply.isRateLimited() ? new RateLimited(detail) : new Refused(detail);
        }
        if (reply.isRateLimited()) {
            return new RateLimited(reply.code() + (detail.isEmpty() ? "" : " " + detail));
        }
        return reply.code() == Answer.INVALID ? new Invalid(detail) : new OtherCode(reply.code(), detail);
    }

    /** The name in records, metrics and logs. */
    default String code() {
        return switch (this) {
            case Sent s -> "sent";
            case Unconfirmed u -> "unconfirmed";
            case Refused r -> "refused";
            case RateLimited r -> "rate-limited";
            case StaleToken s -> "stale-token";
            case Invalid i -> "invalid";
            case OtherCode o -> "other-code";
            case Lost l -> "lost";
            case NotReached n -> "not-reached";
        };
    }

    /** The words of the server, or the cause; {@code null} when there is nothing to add. */
    default @Nullable String explanation() {
        return switch (this) {
            case Sent s -> s.messageId;
            case Unconfirmed u -> null;
            case Refused r -> r.detail;
            case RateLimited r -> r.detail;
            case StaleToken s -> null;
            case Invalid i -> i.detail;
            case OtherCode o -> "ret " + o.ret + (o.detail.isEmpty() ? "" : ": " + o.detail);
            case Lost l -> l.cause;
            case NotReached n -> n.cause;
        };
    }
}
