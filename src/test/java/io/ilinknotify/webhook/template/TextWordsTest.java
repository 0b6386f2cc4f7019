package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.ShortTime;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class TextWordsTest {
    private static final Instant NOW = Translators.CLOCK.instant();

    private final TextWords zh = new TextWords(Language.ZH, Translators.ZONE, Translators.CLOCK);
    private final TextWords en = new TextWords(Language.EN, Translators.ZONE, Translators.CLOCK);

    @ParameterizedTest
    @CsvSource({
        "PT0S,0秒,0s",
        "PT0.9S,0秒,0s",
        "PT59S,59秒,59s",
        "PT-59S,59秒,59s",
        "PT60S,1分,1m",
        "PT1M30S,1分30秒,1m 30s",
        "PT8H5S,8小时,8h",
        "PT8H1M5S,8小时1分,8h 1m",
        "P1DT59M,1天,1d",
        "P3DT4H,3天4小时,3d 4h"
    })
    void aLengthHasItsTwoLargestUnits(Duration length, String chinese, String english) {
        assertThat(zh.length(length)).isEqualTo(chinese);
        assertThat(en.length(length)).isEqualTo(english);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:10:00Z,18:10",
        "2026-11-21T16:00:00Z,00:00",
        "2026-11-21T15:59:59Z,11-21 23:59",
        "2025-12-31T15:59:00Z,2025-12-31 23:59",
        "2025-12-31T16:00:00Z,01-01 00:00"
    })
    void aMomentHasWhatIsNotOfToday(Instant moment, String told) {
        assertThat(new ShortTime(Translators.ZONE).of(moment, NOW)).isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"1,1st", "2,2nd", "3,3rd", "4,4th", "11,11th", "12,12th", "13,13th", "21,21st", "102,102nd", "111,111th"
    })
    void aPlaceInARowIsEnglish(long n, String told) {
        assertThat(en.ordinal(n)).isEqualTo(told);
        assertThat(zh.ordinal(n)).isEqualTo(Long.toString(n));
    }
}
