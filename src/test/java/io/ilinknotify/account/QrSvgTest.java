package io.ilinknotify.account;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QrSvgTest {
    private static final int PIXELS = 4;

    @Test
    void whatIsDrawnReadsBackAsTheAddress() throws Exception {
        String address = "https://liteapp.weixin.qq.com/q/7GiQu1?qrcode=a4f0c1b2d3e4f5a6&bot_type=3";

        assertThat(read(svg(address))).isEqualTo(address);
    }

    @Property(tries = 50)
    void everyTextReadsBack(@ForAll @StringLength(min = 1, max = 300) String raw) throws Exception {
        String text = raw.codePoints()
                .filter(c -> c >= 0x20 && !Character.isSurrogate((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .append('.')
                .toString();

        assertThat(read(svg(text))).isEqualTo(text);
    }

    @Test
    void refusesWhatNoCodeCanHold() {
        assertThatThrownBy(() -> QrSvg.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QrSvg.of("x".repeat(5000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String svg(String content) {
        QrSvg code = QrSvg.of(content);
        return "viewBox=\"0 0 %d %d\" d=\"%s\"".formatted(code.size(), code.size(), code.path());
    }

    /** Paints the SVG's own shapes into pixels and lets another part of the library read them. */
    static String read(String svg) throws Exception {
        Matcher box = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"").matcher(svg);
        assertThat(box.find()).isTrue();
        int width = Integer.parseInt(box.group(1)) * PIXELS;
        int[] pixels = new int[width * width];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(svg);
        while (run.find()) {
            int x = Integer.parseInt(run.group(1)) * PIXELS;
            int y = Integer.parseInt(run.group(2)) * PIXELS;
            int length = Integer.parseInt(run.group(3)) * PIXELS;
            for (int row = y; row < y + PIXELS; row++) {
                Arrays.fill(pixels, row * width + x, row * width + x + length, 0);
            }
        }
        var source = new RGBLuminanceSource(width, width, pixels);
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.PURE_BARCODE, true, DecodeHintType.CHARACTER_SET, "UTF-8"))
                .getText();
    }
}
