package io.ilinknotify.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class AcceptEverythingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text/html|text/html,*/*;q=0.001",
                "text/html, application/json;q=0.9 ,*/*;q=0.8|text/html,application/json;q=0.9,*/*;q=0.8,*/*;q=0.001",
                "application/json; charset=utf-8|application/json,*/*;q=0.001",
                "text/html;level=1;q=0.5;x=y|text/html;q=0.5,*/*;q=0.001",
                "2|*/*;q=0.001",
                "image/png, nonsense, [\"a\"|image/png,*/*;q=0.001",
                "text/html;q=x|text/html,*/*;q=0.001",
                "``|*/*;q=0.001",
                ",,|*/*;q=0.001"
            })
    void keepsWhatCanBeReadAndTakesAnythingAtLast(String accept, String lenient) {
        assertThat(AcceptEverything.lenient(accept)).isEqualTo(lenient);
    }
}
