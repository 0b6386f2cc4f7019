package io.ilinknotify.render;

import io.ilinknotify.notification.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextCutTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"👨‍👩‍👧‍👦", "👍🏽", "🇨🇳", "e\u0301\u0323", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️‍🔥", "각", "\r\n", "葛󠄀"})
    void aCharacterOfSeveralCodePointsIsShownWholeOrNotAtAll(String character) {
        int length = Text.length(character);

        for (int most = 1; most <= length; most++) {
            assertThat(graphemes("a" + character + "b", most)).isEqualTo("a");
        }
        assertThat(graphemes("a" + character + "b", length + 1)).isEqualTo("a" + character);
    }

    @Test
    void flagsAreCountedInPairsFromTheirFirst() {
        assertThat(graphemes("🇨🇳🇩🇪🇫🇷", 3)).isEqualTo("🇨🇳");
        assertThat(graphemes("🇨🇳🇩🇪🇫🇷", 4)).isEqualTo("🇨🇳🇩🇪");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    see https://example.org/a/b?c=d for more | 24 | see
                    see https://example.org/a/b?c=d for more | 31 | see https://example.org/a/b?c=d
                    see [the wiki page](https://example.org) | 18 | see
                    详见https://example.org/a，然后重启服务再看 | 12 | 详见
                    详见https://example.org/a，然后重启服务再看 | 24 | 详见https://example.org/a，
                    """)
    void aLinkIsShownWholeOrNotAtAll(String text, int most, String expected) {
        assertThat(TextCut.beginning(text, most).shown()).isEqualTo(expected);
    }

    @Test
    void codeThatBeginsLateWaitsForTheNextMessage() {
        TextCut.Piece piece = TextCut.beginning("It failed, and this is why:\n```\ncode\n```\n", 36);

        assertThat(piece).isEqualTo(new TextCut.Piece("It failed, and this is why:", 28, null));
    }

    @Test
    void codeThatBeginsEarlyIsClosedAndGoesOn() {
        TextCut.Piece piece = TextCut.beginning("Why:\n~~~~ sh\none\ntwo\nthree\n~~~~\n", 27);

        assertThat(piece).isEqualTo(new TextCut.Piece("Why:\n~~~~ sh\none\ntwo\n~~~~", 21, new Fence(5, 13, "~~~~")));
    }

    @Test
    void aWordInThreeBackticksOpensNothing() {
        TextCut.Piece piece = TextCut.beginning("```word``` and many more words", 20);

        assertThat(piece).isEqualTo(new TextCut.Piece("```word``` and many", 20, null));
    }

    @Test
    void anEndOfALineOrAWordIsTakenOnlyWhereNothingIsSplit() {
        assertThat(TextCut.beginning("abcdefgh [i j](http://k.l) m", 27).shown())
                .isEqualTo("abcdefgh [i j](http://k.l)");
        assertThat(TextCut.beginning("```\nabc\ndef\n```\nghijklmnop", 18).shown())
                .isEqualTo("```\nabc\ndef\n```");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    disk full                             | 20 | disk full
                    a title that is longer than the line  | 12 | a title tha…
                    see https://example.org/long          | 12 | see…
                    https://example.org/a/long/way/to/it  | 20 | example.org/a/long/…
                    [the wiki page](https://example.org)  | 10 | the wiki…
                    ```make all``` failed                 | 30 | make all failed
                    """)
    void aLineShowsNoHalfOfALink(String text, int most, String expected) {
        assertThat(TextCut.line(text, most)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    see https://example.org | see
                    see [the wiki](https:// | see
                    see [the wiki]          | see
                    see [the                | see
                    *** [all] Error 2       | *** [all] Error
                    """)
    void aBeginningOfATextMayEndWithinALink(String text, String expected) {
        assertThat(TextCut.known(text).strip()).isEqualTo(expected);
    }

    @Test
    void aLineHasNoBreaks() {
        assertThat(TextCut.line("a\r\n\tb\u2028c\u00a0d", 20)).isEqualTo("a b c d");
    }

    private static String graphemes(String text, int most) {
        return text.substring(0, Text.cut(text, most));
    }
}
