package io.ilinknotify.intake;

import io.ilinknotify.http.Problem;
import io.ilinknotify.media.MediaWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

import static io.ilinknotify.intake.Requests.form;
import static io.ilinknotify.intake.Requests.json;
import static io.ilinknotify.intake.Requests.read;
import static io.ilinknotify.intake.Requests.refusal;
import static io.ilinknotify.intake.Requests.request;
import static io.ilinknotify.intake.Requests.text;
import static io.ilinknotify.intake.Requests.titled;
import static org.assertj.core.api.Assertions.assertThat;

class BodyTypesTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "TEXT/PLAIN",
                "text/plain; charset=utf-8",
                "text/html",
                "text/plain charset=utf8"
            })
    void aTextIsTakenAsItIs(String type) {
        assertThat(read(type, "磁盘 <b>full</b> & {\"a\"=1}\n")).isEqualTo(text("磁盘 <b>full</b> & {\"a\"=1}\n"));
    }

    @Test
    void aTextOfMarkdownIsMeantSo() {
        assertThat(read("text/markdown;x", "# 磁盘")).isEqualTo(text("# 磁盘").asMarkdown(true));
    }

    @ParameterizedTest
    @CsvSource({"iso-8859-1", "'latin1'", "ISO8859_1"})
    void aDeclaredCharsetIsUsed(String charset) {
        byte[] body = "Größe".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Requests.READER
                        .read(request("text/plain; charset=" + charset, body), "ci", MediaWorld.upload())
                        .draft())
                .isEqualTo(text("Größe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GBK", "gb2312", "gb18030", "big5", "windows-936", "utf-32"})
    void chineseSendersMaySendTheirOwn(String charset) {
        byte[] body = "上海".getBytes(Charset.forName(charset));

        assertThat(Requests.READER
                        .read(request("text/plain; charset=" + charset, body), "ci", MediaWorld.upload())
                        .draft())
                .isEqualTo(text("上海"));
    }

    @Test
    void aFormInGbkIsReadWithItsEscapes() {
        byte[] body = "text=%B4%C5%C5%CC".getBytes(StandardCharsets.US_ASCII);

        assertThat(Requests.READER
                        .read(
                                request("application/x-www-form-urlencoded; charset=GBK", body),
                                "ci",
                                MediaWorld.upload())
                        .draft())
                .isEqualTo(text("磁盘"));
    }

    @Test
    void utf16IsReadWithAndWithoutItsMark() {
        assertThat(Requests.READER
                        .read(
                                request("text/plain;charset=\"utf-16\"", "满".getBytes(StandardCharsets.UTF_16)),
                                "ci",
                                MediaWorld.upload())
                        .draft())
                .isEqualTo(text("满"));
        assertThat(Requests.READER
                        .read(
                                request(
                                        "application/json;charset=utf-16le",
                                        "\"满\"".getBytes(StandardCharsets.UTF_16LE)),
                                "ci",
                                MediaWorld.upload())
                        .draft())
                .isEqualTo(text("满"));
    }

    @Test
    void whoSaysAsciiMayMeanUtf8() {
        assertThat(read("text/plain; charset=us-ascii", "满")).isEqualTo(text("满"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no such", "\"\\\"", "x-user-defined", "utf-8;q"})
    void anotherCharsetIsUnsupported(String charset) {
        if (charset.startsWith("utf-8")) {
            assertThat(read("text/plain; charset=" + charset, "x")).isEqualTo(text("x"));
            return;
        }
        Problem problem = refusal("text/plain; charset=" + charset, "x");

        assertThat(problem.status()).isEqualTo(415);
        assertThat(problem.code()).isEqualTo("unsupported-type");
        assertThat(problem.detail()).isEqualTo("This charset is not known here: send UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-www-form-urlencoded"})
    void bytesThatAreNotUtf8AreRefusedInWords(String type) {
        Problem problem = refusal(request(type, new byte[] {'a', (byte) 0xFF, 'b'}));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("unreadable-body");
        assertThat(problem.detail())
                .isEqualTo("It is not valid UTF-8: send UTF-8, or name the charset in the Content-Type, such as"
                        + " text/plain; charset=ISO-8859-1.");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        assertThat(read("text/plain", "\uFEFFfull")).isEqualTo(text("full"));
        assertThat(json("\uFEFF{\"text\":\"full\"}")).isEqualTo(text("full"));
        assertThat(form("\uFEFFtext=full")).isEqualTo(text("full"));
    }

    @Test
    void controlCharactersAreDropped() {
        assertThat(read("text/plain", "\u001B[31mdisk\u0000 full\u001B[0m\r\nnow"))
                .isEqualTo(text("disk full\nnow"));
        assertThat(json("{\"text\":\"disk\\u0000 full\",\"title\":\"a\\nb\\ud800\"}"))
                .isEqualTo(titled("a b\uFFFD", "disk full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "application/octet-stream",
                "application/xml",
                "multipart/mixed",
                "application/x-ndjson"
            })
    void anotherTypeIsUnsupported(String type) {
        Problem problem = refusal(type, "x");

        assertThat(problem.status()).isEqualTo(415);
        assertThat(problem.detail())
                .isEqualTo("'" + type + "' is not read here. Send text/plain, application/json,"
                        + " application/x-www-form-urlencoded or multipart/form-data.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"garbage", "/", "text/", "; charset=utf-8", "a b/c", "text\u0000/plain", "=?utf-8?q?text/plain?="
            })
    void whatIsNoTypeIsUnsupported(String type) {
        assertThatThrownBy415(type);
    }

    private static void assertThatThrownBy415(String type) {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                io.ilinknotify.http.ProblemException.class, () -> ContentType.parse(type))
                        .problem()
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({
        "磁盘已满, text/plain",
        "磁盘已满,",
        "'\"磁盘已满\"', application/json",
        "text=磁盘已满, application/x-www-form-urlencoded",
        "'{\"text\":\"磁盘已满\"}', application/x-www-form-urlencoded"
    })
    void undeclaredBytesThatAreNotUtf8AreGb18030(String body, String type) {
        byte[] bytes = body.getBytes(Charset.forName("GB18030"));

        assertThat(Requests.READER
                        .read(request(type, bytes), "ci", MediaWorld.upload())
                        .draft())
                .isEqualTo(text("磁盘已满"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"full\"}|application/x-www-form-urlencoded",
                "{\"text\":\"full\",\"channel\":\"#ops\"}|application/x-www-form-urlencoded",
                "{\"text\":\"full\",\"channel\":\"#ops\"}|",
                "{\"text\":\"full\"}|text/plain",
                "payload={\"text\":\"full\"}|application/x-www-form-urlencoded",
                "data=%7B%22text%22%3A%22full%22%7D|application/x-www-form-urlencoded"
            })
    void anObjectOfKnownFieldsIsReadWhateverItsType(String body, String type) {
        assertThat(read(type, body)).isEqualTo(text("full"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"full\",\"level\":\"error\"}|text/plain",
                "{\"level\":\"error\"}|application/x-www-form-urlencoded",
                "{\"text\":\"full\"|text/plain",
                "{\"text\":\"full\"} and more|text/plain"
            })
    void anyOtherObjectIsATextWhereATextIsDeclared(String body, String type) {
        assertThat(read(type, body)).isEqualTo(text(body));
    }

    @Test
    void aMultipartBodyMayCarryItsJsonInOneField() {
        assertThat(
                        read(
                                "multipart/form-data; boundary=b",
                                "--b\r\nContent-Disposition: form-data; name=\"payload\"\r\n\r\n{\"text\":\"full\"}\r\n--b--\r\n"))
                .isEqualTo(text("full"));
    }

    @Test
    void aLineEndInAStringOfJsonIsTolerated() {
        assertThat(json("{\"text\":\"disk\n\tfull\"}")).isEqualTo(text("disk\n\tfull"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n ", "\u200B", "\u0000\u0007"})
    void aBodyWithoutAnythingToSeeIsNothingToSend(String body) {
        assertThat(refusal("text/plain", body))
                .isEqualTo(Problem.of(
                        400,
                        "nothing-to-send",
                        "Nothing to send",
                        "Give at least a text or a title that is not blank."));
        assertThat(refusal("application/x-www-form-urlencoded", body).code()).isEqualTo("nothing-to-send");
    }

    @Test
    void aTitleIsEnough() {
        assertThat(read(null, "", "Title", "disk full")).isEqualTo(titled("disk full", ""));
    }

    @Test
    void oneHundredThousandCharactersAreTheMost() {
        String most = "😀".repeat(100_000);

        assertThat(read("text/plain", most)).isEqualTo(text(most));

        Problem problem = refusal("text/plain", most + "!");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.extra()).containsEntry("field", "text");
        assertThat(problem.detail()).isEqualTo("'text' has 100001 characters; at most 100000 are taken.");
    }
}
