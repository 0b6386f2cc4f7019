package io.ilinknotify.ilink;

/** The result of {@code get_bot_qrcode} (protocol page, "Sign-in" 1). */
public sealed interface QrCodeOutcome {
    /**
     * A fresh code; it lives about five minutes.
     *
     * @param qrcode names the code in {@link IlinkClient#pollQrStatus}
     * @param content the text to draw as a QR code
     */
    record Fetched(String qrcode, String content) implements QrCodeOutcome {
        private static final int LONGEST = 4_096;

        private static QrCodeOutcome of(String qrcode, String content) {
            return isUsable(qrcode) && isUsable(content)
                    ? new Fetched(qrcode, content)
                    : new Failed("the answer's qrcode or qrcode_img_content is missing or too long");
        }

        private static boolean isUsable(String text) {
            return !text.isEmpty() && text.length() <= LONGEST;
        }

        /** Whoever holds the code could poll for the token. */
        @Override
        public String toString() {
            return "Fetched[redacted]";
        }
    }

    /** The server said no; an HTTP status from 300 to 499 stands here as it is. */
    record Refused(long code, String detail) implements QrCodeOutcome {}

    /** No answer that can be read. */
    record Failed(String cause) implements QrCodeOutcome {}

    /** Reads the answer to a {@code get_bot_qrcode}. */
    static QrCodeOutcome of(Reply reply) {
        return switch (reply) {
            case Reply.Good r ->
                Fetched.of(r.answer().text("qrcode"), r.answer().text("qrcode_img_content"));
            case Reply.Coded r -> new Refused(r.code(), r.detail());
            case Reply.NoAnswer r -> new Failed(r.cause());
        };
    }
}
