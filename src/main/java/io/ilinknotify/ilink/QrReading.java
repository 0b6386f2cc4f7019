package io.ilinknotify.ilink;

import java.net.URI;
import java.util.List;

/** What the answers of the sign-in mean (protocol page, "Sign-in"). */
final class QrReading {
    private static final int LONGEST_TOKEN = 4_096;
    private static final int LONGEST_ID = 200;

    private QrReading() {}

    static QrCodeOutcome code(Reply reply) {
        return switch (reply) {
            case Reply.Good r -> fetched(r.answer().text("qrcode"), r.answer().text("qrcode_img_content"));
            case Reply.Coded r -> new QrCodeOutcome.Refused(r.code(), r.detail());
            case Reply.Garbage r -> new QrCodeOutcome.Failed(r.cause());
            case Reply.Lost r -> new QrCodeOutcome.Failed(r.cause());
            case Reply.NotReached r -> new QrCodeOutcome.Failed(r.cause());
        };
    }

    private static QrCodeOutcome fetched(String qrcode, String content) {
        if (qrcode.isEmpty() || content.isEmpty()) {
            return new QrCodeOutcome.Failed("the answer lacks qrcode or qrcode_img_content");
        }
        return qrcode.length() > LONGEST_TOKEN || content.length() > LONGEST_TOKEN
                ? new QrCodeOutcome.Failed("the answer's qrcode or qrcode_img_content is too long")
                : new QrCodeOutcome.Fetched(qrcode, content);
    }

    /**
     * Reads one poll.
     *
     * @param configured {@code ilink.base-url}
     * @param polled where the poll went
     */
    static QrStatus status(Reply reply, URI configured, URI polled, List<String> secrets) {
        return switch (reply) {
            case Reply.Good r -> status(r.answer(), configured, polled, secrets);
            case Reply.Coded r -> new QrStatus.Failed(CodeWords.of(r.code(), r.detail()));
            case Reply.Garbage r -> new QrStatus.Failed(r.cause());
            case Reply.Lost r -> new QrStatus.NoAnswer(r.cause());
            case Reply.NotReached r -> new QrStatus.NoAnswer(r.cause());
        };
    }

    private static QrStatus status(Answer answer, URI configured, URI polled, List<String> secrets) {
        String status = answer.text("status");
        return switch (status) {
            case "wait" -> new QrStatus.Waiting();
            case "scaned" -> new QrStatus.Scanned();
            case "need_verifycode" -> new QrStatus.NeedVerifyCode();
            case "verify_code_blocked" -> new QrStatus.VerifyCodeBlocked();
            case "scaned_but_redirect" -> redirected(answer.text("redirect_host"), configured, polled);
            case "binded_redirect" -> new QrStatus.AlreadyBound();
            case "expired" -> new QrStatus.Expired();
            case "confirmed" -> confirmed(answer, configured);
            case "" -> new QrStatus.Failed("the answer has no status");
            default -> new QrStatus.Failed("the status is unknown: " + Wording.of(status, secrets));
        };
    }

    private static QrStatus redirected(String redirectHost, URI configured, URI polled) {
        if (redirectHost.isBlank()) {
            return new QrStatus.Redirected(polled);
        }
        return switch (ServerAddress.ofRedirectHost(configured, redirectHost)) {
            case ServerAddress.Accepted a -> new QrStatus.Redirected(a.base());
            case ServerAddress.Refused a -> new QrStatus.RefusedAddress(a.message());
        };
    }

    private static QrStatus confirmed(Answer answer, URI configured) {
        String token = answer.text("bot_token").strip();
        String botId = answer.text("ilink_bot_id");
        String userId = answer.text("ilink_user_id");
        if (token.isEmpty() || botId.isEmpty() || userId.isEmpty()) {
            return new QrStatus.Failed("the confirmation lacks bot_token, ilink_bot_id or ilink_user_id");
        }
        if (!fitsHeader(token, LONGEST_TOKEN) || !fitsHeader(botId, LONGEST_ID) || !fitsHeader(userId, LONGEST_ID)) {
            return new QrStatus.Failed("the confirmation's bot_token, ilink_bot_id or ilink_user_id cannot be used");
        }
        String baseUrl = answer.text("baseurl");
        return switch (ServerAddress.ofBaseUrl(configured, baseUrl.isBlank() ? configured.toString() : baseUrl)) {
            case ServerAddress.Accepted a -> new QrStatus.Confirmed(token, botId, userId, a.base());
            case ServerAddress.Refused a -> new QrStatus.RefusedAddress(Wording.redacted(a.message(), List.of(token)));
        };
    }

    /** An account that no request can be made with would never be heard of again. */
    private static boolean fitsHeader(String text, int longest) {
        return text.length() <= longest && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
