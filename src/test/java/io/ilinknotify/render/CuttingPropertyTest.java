package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.ilinknotify.render.Composed.Inclusion;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the senders write: no message is too long, and none shows half of a character, a link or a block of code. */
class CuttingPropertyTest {
    /** What a reader takes for one. */
    private static final List<String> WHOLE = List.of(
            "👨‍👩‍👧‍👦",
            "👍🏽",
            "🇨🇳",
            "e\u0301",
            "https://example.org/d/abc?var=1&from=now-1h#p",
            "[runbook](https://example.org/wiki/disk)");

    private static final List<String> OTHERS = List.of(
            " ",
            "\n",
            "，",
            "磁盘使用率超过阈值",
            "connection refused",
            "\n\n",
            "\n```\n",
            "\n```sh\n",
            "x".repeat(70),
            "<b>",
            "**bold**",
            "`code`");

    /** What is left of one that was split; nothing else contains it. */
    private static final Pattern REMAINS =
            Pattern.compile("[👨👩👧👦👍\u200D🏽\u0301\\x{1F1E6}-\\x{1F1FF}]|https?:|\\]\\(");

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> whole = Arbitraries.of(WHOLE).map(text -> text + (text.contains("http") ? " " : ""));
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, whole), net.jqwik.api.Tuple.of(4, Arbitraries.of(OTHERS)))
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(Arbitraries.integers().between(200, 400), Arbitraries.of(1800, 4000));
    }

    @Property(tries = 2_000, seed = "20261124")
    void aMessageIsWholeAndFits(
            @ForAll("titled") List<String> texts,
            @ForAll("lengths") int maxLength,
            @ForAll Language language,
            @ForAll @IntRange(max = 1_000_000) int choices) {
        Scene scene = scene(texts, maxLength, new Random(choices));

        Composed composed = scene.compose(language);

        isWhole(composed.text(), maxLength);
        for (Inclusion inclusion : composed.inclusions()) {
            if (inclusion.coverage() == Coverage.WHOLE) {
                String text = scene.items.get((int) inclusion.seq() - 1).text().strip();
                boolean line = !text.contains("\n") && TextCut.line(text, 80).equals(text);
                assertThat(composed.text()).contains(line ? TextCut.line(text, 80) : text);
            }
        }
    }

    @Provide
    Arbitrary<List<String>> titled() {
        return texts().list().ofMaxSize(12);
    }

    @Property(tries = 2_000, seed = "20261125")
    void partsAreWholeAndFitAndLeaveNothingOut(
            @ForAll("texts") String text, @ForAll("lengths") int maxLength, @ForAll Language language) {
        Scene scene = new Scene();
        scene.maxLength = maxLength;
        Item item = scene.add(Priority.HIGH, Phase.NONE, "👍🏽".repeat(60), text, "09:31");
        int expected = scene.parts(language).count(item, text);
        int from = 0;
        int told = 0;
        Parts.Part part = new Parts.Part("", 0, expected == 0, false);

        while (!part.last()) {
            part = scene.parts(language).next(item, text, from, told++, false, scene.link(item.id()));

            isWhole(part.text(), maxLength);
            if (part.whole() || !part.last()) {
                String piece = Fence.closed(text).substring(from, part.upto());
                assertThat(part.text()).contains(piece.stripTrailing());
            }
            assertThat(part.upto()).isGreaterThan(from);
            from = part.upto();
        }
        Composed ending = scene.composer(language).ending(item, part, scene.surroundings());
        isWhole(ending.text(), maxLength);
        assertThat(ending.text()).startsWith(part.text());
        assertThat(told).isEqualTo(expected);
    }

    @Property(tries = 1_000, seed = "20261126")
    void noMessageIsTooLongWhateverCharactersItHas(
            @ForAll List<String> texts,
            @ForAll("lengths") int maxLength,
            @ForAll Language language,
            @ForAll @IntRange(max = 1_000_000) int choices) {
        Scene scene = scene(texts, maxLength, new Random(choices));

        assertThat(Text.length(scene.compose(language).text())).isLessThanOrEqualTo(maxLength);
        Composer composer = scene.composer(language);
        int all = scene.items.size();
        assertThat(Text.length(composer.bare(scene.items, all, Scene.NOW).text()))
                .isLessThanOrEqualTo(maxLength);
        for (Item item : scene.items) {
            assertThat(Text.length(composer.bare(List.of(item), 1, Scene.NOW).text()))
                    .isLessThanOrEqualTo(maxLength);
        }
    }

    private static Scene scene(List<String> texts, int maxLength, Random random) {
        Scene scene = new Scene();
        scene.maxLength = maxLength;
        scene.left = random.nextInt(10);
        scene.others = random.nextBoolean() ? 0 : random.nextInt(9_000);
        scene.opened = Scene.NOW.minus(Duration.ofMinutes(random.nextInt(24 * 60)));
        scene.reminder = random.nextInt(4) == 0;
        scene.release = !scene.reminder && random.nextBoolean();
        scene.last = scene.release && random.nextBoolean();
        scene.publicUrl = random.nextBoolean() ? null : "https://notify.example.org";
        for (String text : texts) {
            Priority priority = Priority.values()[random.nextInt(4)];
            Phase phase = Phase.values()[random.nextInt(3)];
            String title = random.nextBoolean() ? null : texts.get(random.nextInt(texts.size()));
            String url = random.nextBoolean() ? null : "https://example.org/" + "y".repeat(random.nextInt(300));
            String beginning = text.substring(
                    0, Math.min(text.length(), text.offsetByCodePoints(0, Math.min(120, Text.length(text)))));
            if (Text.length(text) > maxLength && random.nextBoolean()) {
                scene.addBeginning(priority, "Title", beginning, Text.length(text));
            } else {
                scene.add(priority, phase, title, text, Scene.at("09:12"), url, "tag");
            }
        }
        scene.silence = new MessageContext.QuietTime(
                Set.of(Priority.values()[random.nextInt(4)]), random.nextInt(texts.size() + scene.others + 1));
        for (int i = random.nextInt(12); i > 0; i--) {
            scene.doubt(texts.isEmpty() ? "name" : texts.get(random.nextInt(texts.size())), "09:02");
            scene.expire("name " + i, "09:03");
        }
        return scene;
    }

    private static void isWhole(String message, int maxLength) {
        assertThat(Text.length(message)).isLessThanOrEqualTo(maxLength);
        String rest = message.replaceAll("https://(?:example|notify\\.example)\\.org/(?:y*|m/\\w+-mac)(?=\\s|$)", "");
        for (String whole : WHOLE) {
            rest = rest.replace(whole, "");
        }
        assertThat(REMAINS.matcher(rest).find())
                .as("half of something in: %s", message)
                .isFalse();
        boolean code = false;
        for (String line : message.split("\n", -1)) {
            code = code ? !line.equals("```") : line.startsWith("```") && line.indexOf('`', 3) < 0;
            assertThat(code && (line.startsWith("— ") || line.startsWith("❔")))
                    .as("our own words in a block of code: %s", message)
                    .isFalse();
        }
        assertThat(code)
                .as("a block of code is open at the end of: %s", message)
                .isFalse();
    }
}
