package io.ilinknotify.intake;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

class FieldReaderTest {
    @ParameterizedTest
    @CsvSource({
        "90s, PT1M30S",
        "12h, PT12H",
        "5m, PT5M",
        "2d, PT48H",
        "1500ms, PT1.5S",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "30, PT30S",
        "0, PT0S",
        "PT90S, PT1M30S",
        "p1dt2h, PT26H",
        "' 10S ', PT10S",
        "-5s, PT-5S"
    })
    void readsWhatPeopleWrite(String text, Duration expected) {
        assertThat(FieldReader.duration(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "s",
                "abc",
                "5 minutes",
                "1w",
                "P1Y",
                "１０s",
                "99999999999999999999s",
                "0x10",
                "5s5s",
                "1h,5m"
            })
    void isEmptyForAnythingElse(String text) {
        assertThat(FieldReader.duration(text)).isEmpty();
    }

    @Property
    void neitherCaseNorSpacesAroundItMatter(
            @ForAll String text, @ForAll @IntRange(max = 999) int number, @ForAll("units") String unit) {
        for (String written : List.of(text, "P" + text, text + "s", number + unit)) {
            assertThat(FieldReader.duration(" " + written.toUpperCase(Locale.ROOT) + "\n"))
                    .isEqualTo(FieldReader.duration(written));
        }
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of("", "s", "m", "h", "d", "h30m", "ms");
    }
}
