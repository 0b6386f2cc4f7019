package io.ilinknotify.ilink;

import org.jspecify.annotations.Nullable;

/** The outcome of one upload, as data (protocol page, "Media"). Whatever it is, nothing of the purse was spent. */
public sealed interface UploadOutcome {
    /** The name in metrics and logs. */
    default String code() {
        return switch (this) {
            case Uploaded u -> "uploaded";
            case Refused r -> "refused";
            case Unable u -> "unable";
            case StaleToken s -> "stale-token";
            case RateLimited r -> "rate-limited";
            case NotReached n -> "not-reached";
            case Lost l -> "lost";
        };
    }

    /** The words of the server, or the cause; {@code null} when there is nothing to add. */
    default @Nullable String explanation() {
        return switch (this) {
            case Uploaded u -> null;
            case Refused r -> r.said;
            case Unable u -> u.said;
            case StaleToken s -> null;
            case RateLimited r -> r.said;
            case NotReached n -> n.cause;
            case Lost l -> l.cause;
        };
    }

    /**
     * The file lies, enciphered, on the server's CDN.
     *
     * @param reference {@code x-encrypted-param} of the upload's answer; a secret
     * @param key 32 hexadecimal digits; a secret
     * @param plainSize bytes of the file
     * @param cipherSize bytes that were uploaded
     */
    record Uploaded(String reference, String key, long plainSize, long cipherSize) implements UploadOutcome {
        @Override
        public String toString() {
            return "Uploaded[" + plainSize + " bytes, the rest redacted]";
        }
    }

    /** This file is not taken, or cannot be read; another one may be. */
    record Refused(String said) implements UploadOutcome {}

    /** {@code -1}, {@code -2}, or no address to upload to: this account cannot upload at all. */
    record Unable(String said) implements UploadOutcome {}

    /** {@code -14}: the token is stale. */
    record StaleToken() implements UploadOutcome {}

    /** {@code -2} "rate limited" or "freq limit", {@code -12}, {@code -13}, HTTP 429: more tries prolong it. */
    record RateLimited(String said) implements UploadOutcome {}

    /** There was no connection. */
    record NotReached(String cause) implements UploadOutcome {}

    /** No answer that can be read came back; may be tried again, for nothing is shown on the phone by an upload. */
    record Lost(String cause) implements UploadOutcome {}

    /** Reads a refused {@code getuploadurl}. */
    static UploadOutcome of(Reply.Coded reply) {
        if (reply.isStale()) {
            return new StaleToken();
        }
        if (reply.isRateLimited()) {
            return new RateLimited(reply.words());
        }
        return reply.code() == Answer.FAILED || reply.code() == Answer.REFUSED
                ? new Unable(reply.words())
                : new Refused(reply.words());
    }
}
