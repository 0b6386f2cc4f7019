package io.ilinknotify.ilink;

import java.net.URI;

/** What one poll of {@code get_qrcode_status} said (protocol page, "Sign-in" 2). */
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

    /**
     * {@code confirmed}: signed in.
     *
     * @param botToken the secret of the account
     * @param botId {@code …@im.bot}
     * @param userId {@code …@im.wechat}: the person
     * @param baseUrl where this account's server is, already checked
     */
    record Confirmed(String botToken, String botId, String userId, URI baseUrl) implements QrStatus {
        @Override
        public String toString() {
            return "Confirmed[" + botId + ", token redacted]";
        }
    }

    /** The answer names a server that a token must not be given to ({@link ServerAddress}). */
    record RefusedAddress(String message) implements QrStatus {}

    /** An answer that makes no sense: an error code, an unknown status, a confirmation that lacks something. */
    record Failed(String cause) implements QrStatus {}
}
