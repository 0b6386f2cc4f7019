package io.ilinknotify.media;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            report.pdf            | report.pdf
            panel                 | panel.png
            ../../etc/passwd      | passwd.png
            C:\\Users\\me\\cv.doc | cv.doc
            磁盘 报告.pdf         | 磁盘 报告.pdf
            ..                    | file.png
            ../                   | file.png
            null                  | file.png
            ' '                   | file.png
            .bashrc               | .bashrc
            """)
    void aNameIsANameAndNoPath(@Nullable String given, String expected) {
        assertThat(Upload.cleaned(given, "image/png")).isEqualTo(expected);
    }

    @Test
    void nothingUnseenAndNothingLongIsInIt() {
        assertThat(Upload.cleaned("a\u0000b\r\nc\u202Etxt.exe", "text/plain"))
                .doesNotContainPattern("\\p{Cntrl}|\u202E");
        assertThat(Upload.cleaned("a".repeat(10_000) + ".pdf", "text/plain")).isEqualTo("a".repeat(124) + ".pdf");
        assertThat(Upload.cleaned("😀".repeat(200), "text/plain")).isEqualTo("😀".repeat(128));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments("\u0089PNG\r\n\u001A\n0000", "image/png"),
                arguments("\u00FF\u00D8\u00FF\u00E0", "image/jpeg"),
                arguments("GIF89a", "image/gif"),
                arguments("RIFF1234WEBPVP8", "image/webp"),
                arguments("RIFF1234WAVE", "text/plain"),
                arguments("1234ftypisom", "video/mp4"),
                arguments("1234ftypheic", "application/octet-stream"),
                arguments("%PDF-1.7", "application/pdf"),
                arguments("<svg xmlns=''>", "text/plain"),
                arguments("<html>", "text/plain"),
                arguments("a\u0000b", "application/octet-stream"),
                arguments("G", "text/plain"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theTypeIsLookedAt(String start, String type) {
        assertThat(FileType.of(start.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(type);
    }
}
