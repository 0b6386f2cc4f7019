package io.ilinknotify.ilink;

import java.net.URI;
import java.util.List;

/** The result of one poll of {@code get_qrcode_status} (protocol page, "Sign-in" 2). */
public sealed interface QrStatus {
    /** {@code wait}: poll on. */
    record Waiting() implements QrStatus {}

    /** A timeout, a network error or a 5xx: means the same as {@link Waiting}; the cause is for people. */
    record NoAnswer(String cause) implements QrStatus {}

    /** {@code scaned}: seen by the phone, waiting for the tap; a pending verify code was right. */
    record Scanned() implements QrStatus {}

    /** {@code need_verifycode}: ask for the digits on the phone; the same again after digits: they were wrong. */
    record NeedVerifyCode() implements QrStatus {}

    /** {@code verify_code_blocked}: too many wrong digits; forget the code and fetch a new QR. */
    record VerifyCodeBlocked() implements QrStatus {}

    /**
     * {@code scaned_but_redirect}: scanned, and to be polled elsewhere from now on.
     *
     * @param base where to poll, already checked; the present base when the answer named no host
     */
    record Redirected(URI base) implements QrStatus {}

    /** {@code binded_redirect}: already bound by a token we hold; no credentials come, keep the stored ones. */
    record AlreadyBound() implements QrStatus {}

    /** {@code expired}: fetch a new QR. */
    record Expired() implements QrStatus {}

    /** {@code confirmed}: signed in; the account's {@code baseUrl} is checked already. */
    record Confirmed(Account account) implements QrStatus {
        private static final int LONGEST_TOKEN = 4_096;
        private static final int LONGEST_ID = 200;

        private static QrStatus of(Answer answer, URI configured) {
            String token = answer.text("bot_token").strip();
            String botId = answer.text("ilink_bot_id");
            String userId = answer.text("ilink_user_id");
            if (!fitsHeader(token, LONGEST_TOKEN)
                    || !fitsHeader(botId, LONGEST_ID)
                    || !fitsHeader(userId, LONGEST_ID)) {
                return new Failed(
                        "the confirmation's bot_token, ilink_bot_id or ilink_user_id is missing, or cannot be used");
            }
            String baseUrl = answer.text("baseurl");
            return switch (ServerAddress.ofBaseUrl(configured, baseUrl.isBlank() ? configured.toString() : baseUrl)) {
                case ServerAddress.Usable a -> new Confirmed(new Account(token, botId, userId, a.base()));
                case ServerAddress.Refused a -> new RefusedAddress(ServerText.redacted(a.message(), List.of(token)));
            };
        }

        /** An account that no request can be made with would never be heard of again. */
        private static boolean fitsHeader(String text, int longest) {
            return !text.isEmpty() && text.length() <= longest && text.chars().allMatch(c -> c > ' ' && c <= '~');
        }
    }

    /** The answer names a server that a token must not be given to ({@link ServerAddress}). */
    record RefusedAddress(String message) implements QrStatus {}

    /** An answer that makes no sense: an error code, an unknown status, a confirmation that lacks something. */
    record Failed(String cause) implements QrStatus {}

    /**
     * Reads the answer to a poll.
     *
     * @param configured {@code ilink.base-url}
     * @param polled where the poll went
     */
    static QrStatus of(Reply reply, URI configured, URI polled, List<String> secrets) {
        return switch (reply) {
            case Reply.Good r -> ofStatus(r.answer(), configured, polled, secrets);
            case Reply.Coded r -> new Failed(r.words());
            case Reply.Garbage r -> new Failed(r.cause());
            case Reply.NoAnswer r -> new NoAnswer(r.cause());
        };
    }

    private static QrStatus ofStatus(Answer answer, URI configured, URI polled, List<String> secrets) {
        String status = answer.text("status");
        return switch (status) {
            case "wait" -> new Waiting();
            case "scaned" -> new Scanned();
            case "need_verifycode" -> new NeedVerifyCode();
            case "verify_code_blocked" -> new VerifyCodeBlocked();
            case "scaned_but_redirect" -> redirected(answer.text("redirect_host"), configured, polled);
            case "binded_redirect" -> new AlreadyBound();
            case "expired" -> new Expired();
            case "confirmed" -> Confirmed.of(answer, configured);
            case "" -> new Failed("the answer has no status");
            default -> new Failed("the status is unknown: " + ServerText.of(status, secrets));
        };
    }

    private static QrStatus redirected(String redirectHost, URI configured, URI polled) {
        if (redirectHost.isBlank()) {
            return new Redirected(polled);
        }
        return switch (ServerAddress.ofRedirectHost(configured, redirectHost)) {
            case ServerAddress.Usable a -> new Redirected(a.base());
            case ServerAddress.Refused a -> new RefusedAddress(a.message());
        };
    }
}
