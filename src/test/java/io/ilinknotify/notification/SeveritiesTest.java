package io.ilinknotify.notification;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class SeveritiesTest {
    private final Severities severities = new Severities(Map.of("Page", Priority.HIGH, "夜班", Priority.LOW));

    @ParameterizedTest
    @CsvSource({
        "critical,CRITICAL",
        "CRIT,CRITICAL",
        "fatal,CRITICAL",
        "P0,CRITICAL",
        "Sev1,CRITICAL",
        "P1 - Critical,CRITICAL",
        "紧急,CRITICAL",
        "致命,CRITICAL",
        "Error,HIGH",
        "major,HIGH",
        "P2,HIGH",
        "Sev2,HIGH",
        "重要,HIGH",
        "严重,HIGH",
        "warning,DEFAULT",
        "P3,DEFAULT",
        "警告,DEFAULT",
        "info,LOW",
        "Informational,LOW",
        "ok,LOW",
        "debug,LOW",
        "提示,LOW"
    })
    void usualWordsAreKnown(String word, Priority priority) {
        assertThat(severities.find(word)).contains(priority);
    }

    @Test
    void theOperatorsWordsGoFirst() {
        assertThat(severities.of("page")).isEqualTo(Priority.HIGH);
        assertThat(severities.of("夜班")).isEqualTo(Priority.LOW);
    }

    @Test
    void anUnknownWordIsDefault() {
        assertThat(severities.find("purple")).isEqualTo(Optional.empty());
        assertThat(severities.of("purple")).isEqualTo(Priority.DEFAULT);
        assertThat(severities.of("critical ".repeat(9))).isEqualTo(Priority.DEFAULT);
    }
}
