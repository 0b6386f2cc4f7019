package io.ilinknotify.account;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;

import java.util.Map;

/** Draws a QR code as an SVG that stands inside the page: no picture is served, and no {@code java.awt} is needed. */
final class QrSvg {
    private static final int QUIET_ZONE = 4;
    private static final Map<EncodeHintType, Object> HINTS = Map.of(
            EncodeHintType.MARGIN,
            QUIET_ZONE,
            EncodeHintType.ERROR_CORRECTION,
            ErrorCorrectionLevel.M,
            EncodeHintType.CHARACTER_SET,
            "UTF-8");

    private QrSvg() {}

    /**
     * The code as an {@code svg} element: black on white in every colour scheme, since phones read the inverse badly.
     *
     * @throws IllegalArgumentException when {@code content} is empty or longer than a QR code can hold
     */
    static String draw(String content, String label) {
        BitMatrix code = encode(content);
        int size = code.getWidth();
        return "<svg class=\"qr\" role=\"img\" aria-label=\"" + escape(label) + "\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\" xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"" + size
                + "\" height=\"" + size + "\" fill=\"#fff\"/><path fill=\"#000\" d=\"" + path(code) + "\"/></svg>";
    }

    /** Tells whether {@link #draw} can. */
    static boolean canDraw(String content) {
        try {
            return encode(content).getWidth() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static BitMatrix encode(String content) {
        try {
            return new QRCodeWriter().encode(content, BarcodeFormat.QR_CODE, 0, 0, HINTS);
        } catch (WriterException e) {
            throw new IllegalArgumentException("this cannot be drawn as a QR code", e);
        }
    }

    /** One rectangle a run of dark modules, so that no hairline shows between neighbours of a row. */
    private static String path(BitMatrix code) {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.getHeight(); y++) {
            int x = 0;
            while (x < code.getWidth()) {
                int run = run(code, x, y);
                if (run > 0) {
                    path.append("M%d %dh%dv1h-%dz".formatted(x, y, run, run));
                }
                x += Math.max(run, 1);
            }
        }
        return path.toString();
    }

    private static int run(BitMatrix code, int x, int y) {
        int end = x;
        while (end < code.getWidth() && code.get(end, y)) {
            end++;
        }
        return end - x;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
