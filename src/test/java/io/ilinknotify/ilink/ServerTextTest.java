package io.ilinknotify.ilink;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ServerTextTest {
    private static final String TOKEN = "AARzJW1pdCBpcyBub3QgYSByZWFsIGNvbnRleHQ=";

    @Test
    void aWholeTokenIsRedacted() {
        assertThat(ServerText.of("bad token " + TOKEN + "!", List.of(TOKEN))).isEqualTo("bad token [redacted]!");
    }

    @Property
    void soIsEveryPartOfTwelveCharacters(
            @ForAll @IntRange(min = 0, max = 28) int from, @ForAll @IntRange(min = 12, max = 40) int length) {
        String part = TOKEN.substring(from, Math.min(TOKEN.length(), from + length));

        assertThat(ServerText.of("invalid context " + part + "... for you", List.of("another-token", TOKEN)))
                .isEqualTo("invalid context [redacted]... for you");
    }

    @Test
    void whatIsTooShortToBeASecretStays() {
        assertThat(ServerText.of("it is not there", List.of("t", ""))).isEqualTo("it is not there");
        assertThat(ServerText.of("it is " + TOKEN.substring(0, 8), List.of(TOKEN)))
                .isEqualTo("it is AARzJW1p");
    }

    @Test
    void aTokenBehindTheShownPartIsNotShownEither() {
        String text = ServerText.of("x ".repeat(490) + TOKEN.repeat(50_000), List.of(TOKEN));

        assertThat(text).hasSize(201).doesNotContain(TOKEN.substring(0, 12));
    }
}
