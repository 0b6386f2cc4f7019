package io.ilinknotify.notification;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextTest {
    @Test
    void keepsWhatIsVisibleAsItIs() {
        String text = "  磁盘 满了 👩‍💻 <b>&amp;</b>\n\tline two  \n";

        assertThat(Text.clean(text)).isSameAs(text);
    }

    @Test
    void hasLineFeedsAsItsOnlyLineEnds() {
        assertThat(Text.clean("a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
    }

    @Test
    void dropsTheColoursOfATerminal() {
        assertThat(Text.clean("\u001B[1;31mFAILED\u001B[0m in 3s\u001B[K")).isEqualTo("FAILED in 3s");
    }

    @Test
    void dropsControlCharacters() {
        assertThat(Text.clean("a\u0000b\u0007c\u007Fd\u0085e\u001Bf")).isEqualTo("abcdef");
    }

    @Test
    void dropsWhatTurnsTheDirectionOrHides() {
        assertThat(Text.clean("backup\u202Egpj.exe\u202C \u2066ok\u2069 a\u2060b\uFFF9c"))
                .isEqualTo("backupgpj.exe ok abc");
    }

    @Test
    void keepsWhatJoinsEmojiAndLetters() {
        String text = "👩\u200D💻 ❤\uFE0F \uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F \u0645\u06CC\u200C\u062E";

        assertThat(Text.clean(text)).isEqualTo(text);
    }

    @Test
    void aLinkWithWhatTurnsTheDirectionIsNone() {
        assertThat(Text.link("https://example.org/\u202Emoc.live")).isNull();
    }

    @Test
    void replacesHalvesOfCharacters() {
        assertThat(Text.clean("a\uD83Db\uDE00c😀")).isEqualTo("a\uFFFDb\uFFFDc😀");
    }

    @Test
    void aLineHasOneSpaceForEveryRunOfSpacesAndLineEnds() {
        assertThat(Text.line(" \tdisk\r\n\r\nfull \u2028 now\n")).isEqualTo("disk full now");
    }

    @Test
    void whatNobodyCanSeeIsBlank() {
        assertThat(Text.isBlank("")).isTrue();
        assertThat(Text.isBlank(" \n\u00A0\u3000\u200B\uFEFF\u0000")).isTrue();
        assertThat(Text.isBlank("\u200B.")).isFalse();
    }

    @Test
    void countsAnEmojiOnce() {
        assertThat(Text.length("磁盘😀")).isEqualTo(3);
    }

    @Property
    void cleaningTwiceChangesNothingMore(@ForAll String raw) {
        String once = Text.clean(raw);

        assertThat(Text.clean(once)).isEqualTo(once);
        assertThat(Text.line(once)).doesNotContain("\n", "\t", "\r");
    }
}
