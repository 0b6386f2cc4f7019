package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** One thing in a text that would fill a message by itself leaves the words their room. */
class OversizedTextTest {
    private static final String WORDS = "disk full on db-1";

    private final Scene scene = new Scene();

    @Test
    void aLinkAtTheBeginningThatIsLongerThanAMessageIsToldByItsHost() {
        scene.publicUrl = "https://notify.example.org";
        scene.add(
                Priority.CRITICAL,
                Phase.NONE,
                null,
                "https://login.example.org/authorize?state=" + "x".repeat(2_000) + " db-1 does not answer",
                "09:31");

        scene.shows("""
                🔴 login.example.org/… db-1 does not answer……（还有 2023 字未显示）
                https://notify.example.org/m/01JD0000000000000000000001-mac""", """
                🔴 login.example.org/… db-1 does not answer… (2023 more characters)
                https://notify.example.org/m/01JD0000000000000000000001-mac""");
        assertThat(scene.told()).containsExactly(Coverage.LINE);
    }

    @Test
    void ofALinkWithANameTheNameStaysToo() {
        scene.add(
                Priority.HIGH,
                Phase.NONE,
                "Runbook",
                "Read [the wiki](https://example.org/?" + "x".repeat(2_000) + ") first",
                "09:31");

        scene.shows(
                "🟠 Runbook\nRead the wiki (example.org/…) first……（还有 2009 字未显示）",
                "🟠 Runbook\nRead the wiki (example.org/…) first… (2009 more characters)");
    }

    @Test
    void aUrlThatIsLongerThanAMessageIsToldByItsHost() {
        scene.add(
                Priority.HIGH,
                Phase.FIRING,
                "Disk",
                WORDS,
                Scene.NOW,
                "https://grafana.example.org/explore?left=" + "x".repeat(1_900),
                "prod");

        scene.shows(
                "🟠 Disk\ndisk full on db-1\ngrafana.example.org/…",
                "🟠 Disk\ndisk full on db-1\ngrafana.example.org/…");
        assertThat(scene.told()).containsExactly(Coverage.LINE);
    }

    @Test
    void aLetterWithThousandsOfMarksIsOneLetter() {
        scene.add(Priority.HIGH, Phase.NONE, "e" + "\u0301".repeat(3_000) + " title", WORDS, "09:31");
        scene.add(Priority.DEFAULT, Phase.NONE, null, "e" + "\u0301".repeat(3_000) + " " + WORDS, "09:31");

        String letter = "e" + "\u0301".repeat(16);
        scene.shows(
                "🟠 " + letter + " title…\n" + WORDS + "\n\n" + letter + " " + WORDS + "……（还有 2984 字未显示）",
                "🟠 " + letter + " title…\n" + WORDS + "\n\n" + letter + " " + WORDS + "… (2984 more characters)");
    }

    @Provide
    Arbitrary<String> oversized() {
        return Arbitraries.of(
                "https://example.org/" + "x".repeat(3_000),
                "[name](https://example.org/" + "x".repeat(3_000) + ")",
                "e" + "\u0301".repeat(3_000),
                "\uD83D\uDC68" + "\u200D\uD83D\uDC69".repeat(1_500),
                "\n```sh " + "x".repeat(80) + "\n```\n",
                "```" + "\u0301".repeat(3_000));
    }

    @Property(tries = 300, seed = "20261129")
    void theWordsOfATextAreAlwaysTold(
            @ForAll("oversized") String first,
            @ForAll("oversized") String second,
            @ForAll boolean titled,
            @ForAll Priority priority,
            @ForAll Language language) {
        scene.publicUrl = "https://notify.example.org";
        scene.maxLength = 400;
        String text = first + " " + WORDS + " " + second;
        Item item = scene.add(priority, Phase.NONE, titled ? second + " title" : null, text, "09:31");

        List<String> messages = List.of(
                scene.compose(language).text(),
                scene.parts(language)
                        .next(item, text, 0, 0, true, scene.link(item.id()))
                        .text());

        assertThat(messages).allSatisfy(message -> {
            assertThat(message).contains(WORDS);
            assertThat(Text.length(message)).isLessThanOrEqualTo(400);
        });
    }
}
