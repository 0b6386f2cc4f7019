package io.ilinknotify.access;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NamedTokenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890",
                "uOGsdibGLILJUYjlYwsKR1f_h6kD6J-lnca8AL8qFc0",
                "kfZ3+/rXo1Q8tS5bV7yA2w==",
                "correct-horse-battery-staple"
            })
    void takesWhatNobodyCanGuess(String token) {
        assertThat(NamedToken.weakness(token)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "change-me",
                "changeme",
                "CHANGE_ME_CHANGE_ME_CHANGE_ME",
                "changeme-0123456789-0123456789",
                "<token>",
                "<put your long token in here>",
                "your-token-here",
                "replace-me",
                "please-replace-me-with-a-token",
                "${CI_TOKEN_FROM_SOMEWHERE}",
                "xxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void refusesPlaceholders(String token) {
        assertThat(NamedToken.weakness(token))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("is a placeholder").doesNotContain(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"short", "1234567890123456789", "with a space in it 0123456789", "中文令牌中文令牌中文令牌中文令牌中文令牌", ""})
    void refusesWhatIsTooShortOrFitsNoHeader(String token) {
        assertThat(NamedToken.weakness(token)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ci", "home-assistant", "NAS_2", "default"})
    void takesPlainNames(String name) {
        assertThat(NamedToken.wrongName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator", "local", "", "-x", "a b", "a/b", "名"})
    void refusesTakenAndStrangeNames(String name) {
        assertThat(NamedToken.wrongName(name)).isPresent();
    }
}
