package io.ilinknotify.render;

import io.ilinknotify.SlowTexts;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** However a text is made, it is shortened and told in a time that grows with its length alone. */
class RenderSpeedTest {
    private static final Map<String, Consumer<String>> FUNCTIONS = Map.ofEntries(
            Map.entry("line", text -> TextCut.line(text, 80)),
            Map.entry("graphemes", text -> Text.cut(text, 1_800)),
            Map.entry("beginning", text -> TextCut.beginning(text, 1_800)),
            Map.entry("markdown", text -> Markdown.AUTO.shown(text, true)),
            Map.entry("plain", text -> Markdown.PLAIN.shown(text, false)),
            Map.entry("condensed", text -> TextCut.condensed(text, 1_800)),
            Map.entry("known", TextCut::known),
            Map.entry("closed", Fence::closed),
            Map.entry("begins", Fence::begins),
            Map.entry("ends", Fence::ends),
            Map.entry("airy", text -> item(text).isAiry()),
            Map.entry("ended", text -> Wording.ended(text)),
            Map.entry("parts", RenderSpeedTest::inParts),
            Map.entry("message", text -> message(null, text)),
            Map.entry("message of a beginning", text -> message(null, text.substring(0, 7_000))),
            Map.entry("title", text -> message(text.substring(0, 1_000), "text")));

    @TestFactory
    Stream<DynamicTest> isLinear() {
        return FUNCTIONS.entrySet().stream()
                .map(function ->
                        DynamicTest.dynamicTest(function.getKey(), () -> SlowTexts.areFastWith(function.getValue())));
    }

    private static void inParts(String text) {
        Scene scene = new Scene();
        Item item = scene.add(Priority.HIGH, Phase.NONE, "title", text, "09:31");
        scene.parts(Language.EN).next(item, text, 0, 0, false, Optional.empty());
    }

    private static void message(@Nullable String title, String text) {
        Scene scene = new Scene();
        scene.last = true;
        scene.publicUrl = "https://notify.example.org";
        scene.add(Priority.DEFAULT, Phase.NONE, title, text, "09:31");
        scene.compose(Language.EN);
    }

    private static Item item(String text) {
        return new Scene().add(Priority.HIGH, Phase.NONE, null, text, "09:31");
    }
}
