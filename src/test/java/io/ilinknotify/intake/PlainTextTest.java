package io.ilinknotify.intake;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTest {
    @Test
    void keepsWhatIsVisibleAsItIs() {
        String text = "  磁盘 满了 👩‍💻 <b>&amp;</b>\n\tline two  \n";

        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @Test
    void hasLineFeedsAsItsOnlyLineEnds() {
        assertThat(PlainText.of("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void dropsTheColoursOfATerminal() {
        assertThat(PlainText.of("\u001B[1;31mFAILED\u001B[0m in 3s\u001B[K")).isEqualTo("FAILED in 3s");
    }

    @Test
    void dropsControlCharacters() {
        assertThat(PlainText.of("a\u0000b\u0007c\u007Fd\u0085e\u001Bf")).isEqualTo("abcdef");
    }

    @Test
    void dropsWhatTurnsTheDirectionOrHides() {
        assertThat(PlainText.of("backup\u202Egpj.exe\u202C \u2066ok\u2069 a\u2060b\uFFF9c"))
                .isEqualTo("backupgpj.exe ok abc");
    }

    @Test
    void keepsWhatJoinsEmojiAndLetters() {
        String text = "👩\u200D💻 ❤\uFE0F \uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F \u0645\u06CC\u200C\u062E";

        assertThat(PlainText.of(text)).isEqualTo(text);
    }

    @Test
    void aLinkWithWhatTurnsTheDirectionIsNone() {
        assertThat(JsonText.link("https://example.org/\u202Emoc.live")).isNull();
    }

    @Test
    void replacesHalvesOfCharacters() {
        assertThat(PlainText.of("a\uD83Db\uDE00c😀")).isEqualTo("a\uFFFDb\uFFFDc😀");
    }

    @Test
    void aLineHasOneSpaceForEveryRunOfSpacesAndLineEnds() {
        assertThat(PlainText.lineOf(" \tdisk\r\n\r\nfull \u2028 now\n")).isEqualTo("disk full now");
    }

    @Test
    void whatNobodyCanSeeIsBlank() {
        assertThat(PlainText.isBlank("")).isTrue();
        assertThat(PlainText.isBlank(" \n\u00A0\u3000\u200B\uFEFF\u0000")).isTrue();
        assertThat(PlainText.isBlank("\u200B.")).isFalse();
    }

    @Test
    void countsAnEmojiOnce() {
        assertThat(PlainText.length("磁盘😀")).isEqualTo(3);
    }

    @Property
    void cleaningTwiceChangesNothingMore(@ForAll String raw) {
        String once = PlainText.of(raw);

        assertThat(PlainText.of(once)).isEqualTo(once);
        assertThat(PlainText.lineOf(once)).doesNotContain("\n", "\t", "\r");
    }
}
