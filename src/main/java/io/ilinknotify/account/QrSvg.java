package io.ilinknotify.account;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitArray;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

import java.util.Map;

/**
 * A QR code as the page draws it, with an SVG inside: no picture is served, and no {@code java.awt} is needed.
 *
 * @param size of a side, in modules
 * @param path the dark modules: one rectangle a run, so that no hairline shows between neighbours of a row
 */
record QrSvg(int size, String path) {
    private static final int QUIET_ZONE = 4;
    private static final Map<EncodeHintType, Object> HINTS = Map.of(
            EncodeHintType.MARGIN,
            QUIET_ZONE,
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M,
            EncodeHintType.CHARACTER_SET,
            "UTF-8");

    /** @throws IllegalArgumentException when {@code content} is empty or longer than a QR code can hold */
    static QrSvg of(String content) {
        try {
            BitMatrix code = new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0, HINTS);
            return new QrSvg(code.getWidth(), path(code));
        } catch (WriterException e) {
            throw new IllegalArgumentException("this cannot be drawn as a QR code", e);
        }
    }

    /** Tells whether {@link #of} can. */
    static boolean canDraw(String content) {
        try {
            return of(content).size() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String path(BitMatrix code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            BitArray row = code.getRow(y, null);
            int end;
            for (int x = row.getNextSet(0); x < row.getSize(); x = row.getNextSet(end)) {
                end = row.getNextUnset(x);
                path.append("M%d %dh%dv1h-%dz".formatted(x, y, end - x, end - x));
            }
        }
        return path.toString();
    }
}
