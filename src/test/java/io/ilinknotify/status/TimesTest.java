package io.ilinknotify.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneId;

import static org.assertj.core.api.Assertions.assertThat;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T16:30:00.500Z, 00:30, 2026-11-22T16:30:00Z",
        "2026-11-22T15:59:59Z, 11-22 23:59, 2026-11-22T15:59:59Z",
        "2027-01-01T00:00:00Z, 2027-01-01 08:00, 2027-01-01T00:00:00Z"
    })
    void isAsShortAsItIsClearInTheZoneOfPeople(Instant time, String text, String iso) {
        Instant now = Instant.parse("2026-11-22T17:00:00Z"); // the 23rd in Shanghai

        assertThat(new Times(now, ZoneId.of("Asia/Shanghai")).tag(time))
                .hasToString("<time datetime=\"" + iso + "\">" + text + "</time>");
    }

    @Test
    void callsTomorrowSoInASentence() {
        Times times = new Times(Instant.parse("2026-11-22T17:00:00Z"), ZoneId.of("Asia/Shanghai"));

        assertThat(times.inSentence(Instant.parse("2026-11-23T17:00:00Z"), "tomorrow %s"))
                .hasToString("<time datetime=\"2026-11-23T17:00:00Z\">tomorrow 01:00</time>");
        assertThat(times.inSentence(Instant.parse("2026-11-24T17:00:00Z"), "tomorrow %s"))
                .hasToString("<time datetime=\"2026-11-24T17:00:00Z\">11-25 01:00</time>");
    }
}
