package io.ilinknotify.intake;

import io.ilinknotify.SlowTexts;
import io.ilinknotify.http.Body;
import io.ilinknotify.media.MediaWorld;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whatever a sender writes, and wherever, is read in a time that grows with its length alone. */
class IntakeSpeedTest {
    private static final Map<String, Consumer<String>> FUNCTIONS = Map.ofEntries(
            Map.entry("plain text", Text::clean),
            Map.entry("one line", Text::line),
            Map.entry("blank", Text::isBlank),
            Map.entry("shorten a line", text -> Text.line(text, 200)),
            Map.entry("shorten a text", text -> Text.shorten(text, 50_000)),
            Map.entry("header", HeaderText::decode),
            Map.entry(
                    "content type",
                    text -> refusing(
                            () -> ContentType.parse("text/plain;" + text).canonical())),
            Map.entry("content type alone", text -> refusing(() -> ContentType.parse(text))),
            Map.entry("charset", ContentType::knownCharset),
            Map.entry("link", text -> Text.link("https://a" + text.substring(0, 2_000))),
            Map.entry("time", JsonText::time),
            Map.entry("duration", FieldReader::duration),
            Map.entry("priority", Priority::parse),
            Map.entry("form", text -> UrlEncodedForm.read(text, ContentType.NONE)),
            Map.entry("percent", text -> UrlEncodedForm.decode(text, ContentType.NONE)),
            Map.entry("multipart", IntakeSpeedTest::multipart));

    @TestFactory
    Stream<DynamicTest> isLinear() {
        return FUNCTIONS.entrySet().stream()
                .map(function ->
                        DynamicTest.dynamicTest(function.getKey(), () -> SlowTexts.areFastWith(function.getValue())));
    }

    private static void multipart(String text) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + text + "\r\n--b--\r\n";
        ContentType type = ContentType.parse("multipart/form-data; boundary=b");
        refusing(() -> read(type, body));
        refusing(() -> read(type, text));
    }

    private static void read(ContentType type, String body) {
        MultipartForm.read(type, Body.of(body.getBytes(StandardCharsets.UTF_8)), MediaWorld.upload(), false);
    }

    private static void refusing(Runnable reading) {
        try {
            reading.run();
        } catch (io.ilinknotify.http.ProblemException refused) {
            // told soon, which is what counts here
        }
    }
}
