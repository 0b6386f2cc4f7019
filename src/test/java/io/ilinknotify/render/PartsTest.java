package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.render.Parts.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A long text in numbered messages, as whole texts. */
class PartsTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void tiny() {
        scene.maxLength = 200;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aLongTextComesInNumberedPartsThatEndAtItsLines(Language language) {
        Item item = scene.add(
                Priority.HIGH, Phase.NONE, "Build log", "a line of some words\n".repeat(12) + "the end", "09:31");

        assertThat(texts(language, item)).containsExactly("""
                        🟠 Build log (1/2)
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words""", """
                        (2/2)
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        the end""");
    }

    @Test
    void codeIsClosedAtTheEndOfAPartAndOpenedAgainInTheNext() {
        Item item = scene.add(
                Priority.DEFAULT,
                Phase.NONE,
                null,
                "Failed:\n```sh\n" + "make: *** [all] Error 2\n".repeat(9) + "```\nSee the wiki.",
                "09:31");

        assertThat(texts(Language.ZH, item)).containsExactly("""
                        (1/2)
                        Failed:
                        ```sh
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        ```""", """
                        (2/2)
                        ```
                        make: *** [all] Error 2
                        make: *** [all] Error 2
                        ```
                        See the wiki.""");
    }

    @Test
    void theThirdPartOfATooLongTextSaysHowMuchIsMissing() {
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, "Core dump", "0123456789".repeat(100), "09:31");
        scene.publicUrl = "https://notify.example.org";

        assertThat(texts(Language.ZH, item))
                .containsExactly(
                        """
                        Core dump (1/3)
                        %s""".formatted("0123456789".repeat(18) + "0123"),
                        """
                        (2/3)
                        %s""".formatted("456789" + "0123456789".repeat(18) + "01234567"),
                        """
                        (3/3)
                        %s……（还有 505 字未显示）
                        https://notify.example.org/m/01JD0000000000000000000001-mac""".formatted("89" + "0123456789".repeat(11) + "01234"));
        assertThat(texts(Language.EN, item).getLast()).endsWith("""
                        … (513 more characters)
                        https://notify.example.org/m/01JD0000000000000000000001-mac""");
    }

    @Test
    void withOneSendLeftTheFirstPartIsTheLast() {
        String text = "0123456789".repeat(30);
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, "Build log", text, "09:31");

        Part part = scene.parts(Language.ZH).next(item, text, 0, 0, true, scene.link(item.id()));

        assertThat(part.text()).isEqualTo("""
                Build log (1/2)
                %s……（还有 132 字未显示）""".formatted("0123456789".repeat(16) + "01234567"));
        assertThat(part.last()).isTrue();
        assertThat(part.whole()).isFalse();
    }

    @Test
    void theLinkAndTheTagsFollowTheLastPart() {
        Item item = scene.add(
                Priority.DEFAULT,
                Phase.NONE,
                "Build log",
                "a line of some words\n".repeat(9).strip(),
                Scene.NOW,
                "https://ci.example.org/17",
                "ci");

        assertThat(texts(Language.ZH, item).getLast()).isEqualTo("""
                (2/2)
                a line of some words
                https://ci.example.org/17
                #ci""");
    }

    @Test
    void theLastPartEndsAsEveryMessageDoes() {
        Item item = scene.add(
                Priority.DEFAULT,
                Phase.NONE,
                null,
                "a line of some words\n".repeat(10).strip(),
                "09:31");
        scene.left = 4;
        scene.others = 2;
        scene.doubt("磁盘将满", "09:02");
        Part last = parts(Language.ZH, item).getLast();

        Composed ending = scene.composer(Language.ZH).ending(item, last, scene.surroundings());

        assertThat(ending.text()).isEqualTo("""
                (2/2)
                a line of some words
                ❔ 之前可能未送达：磁盘将满 (09:02)
                — 还可发 4 条（至 11-03 08:21），2 条待发。回复任意内容即可续期。""");
        assertThat(ending.mentioned()).containsExactly(1_000L);
        assertThat(ending.inclusions()).extracting(Inclusion::coverage).containsExactly(Coverage.WHOLE);
    }

    @Test
    void aLastPartThatIsFullLeavesTheRestToTheNextMessage() {
        String text = "0123456789".repeat(38);
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, null, text, "09:31");
        scene.doubt("磁盘将满", "09:02");
        Part last = parts(Language.ZH, item).getLast();

        Composed ending = scene.composer(Language.ZH).ending(item, last, scene.surroundings());

        assertThat(ending.text()).isEqualTo(last.text());
        assertThat(ending.mentioned()).isEmpty();
    }

    @Test
    void ofALinkThatFitsIntoNoMessageTheHostIsTold() {
        String text = "See\nhttps://example.org/" + "x".repeat(400);
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, null, text, "09:31");

        assertThat(scene.parts(Language.ZH).count(item, text)).isEqualTo(1);
        scene.shows("See\nexample.org/………（还有 407 字未显示）", "See\nexample.org/…… (407 more characters)");
    }

    @Test
    void aLinkThatFitsIntoNoMessageEndsNoPart() {
        scene.publicUrl = "https://notify.example.org";
        String text = "a line of some words\n".repeat(7) + "https://u:p@example.org/?" + "x".repeat(400) + "\n"
                + "a line of some words\n".repeat(3);
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, null, text.strip(), "09:31");

        List<Part> parts = parts(Language.EN, item);

        assertThat(parts).extracting(Part::text).containsExactly("""
                        (1/2)
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        a line of some words
                        example.org/…
                        a line of some words""", """
                        (2/2)
                        a line of some words
                        a line of some words… (412 more characters)
                        https://notify.example.org/m/01JD0000000000000000000001-mac""");
        assertThat(parts.getLast().whole()).isFalse();
    }

    private List<String> texts(Language language, Item item) {
        return parts(language, item).stream().map(Part::text).toList();
    }

    private List<Part> parts(Language language, Item item) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        do {
            parts.add(scene.parts(language).next(item, item.text(), from, parts.size(), false, scene.link(item.id())));
            from = parts.getLast().upto();
        } while (!parts.getLast().last());
        return parts;
    }
}
