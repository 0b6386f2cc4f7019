package io.ilinknotify.ilink;

/** What {@code get_bot_qrcode} brought (protocol page, "Sign-in" 1). */
public sealed interface QrCodeOutcome {
    /**
     * A fresh code; it lives about five minutes.
     *
     * @param qrcode names the code in {@link IlinkClient#pollQrStatus}
     * @param content the text to draw as a QR code
     */
    record Fetched(String qrcode, String content) implements QrCodeOutcome {
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
}
