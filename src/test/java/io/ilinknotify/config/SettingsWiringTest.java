package io.ilinknotify.config;

import io.ilinknotify.Configured;
import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.notification.Language;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.Secret;
import org.junit.jupiter.api.Test;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneId;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(Configured.class)
class SettingsWiringTest {
    @Inject
    WindowConfig window;

    @Inject
    AccessConfig access;

    @Inject
    Language language;

    @Inject
    ZoneId zone;

    @Test
    void everyRoomGetsItsOwnPart() {
        assertThat(window.length()).isEqualTo(Duration.ofHours(12));
        assertThat(window.budget()).isEqualTo(10);
        assertThat(language).isEqualTo(Language.EN);
        assertThat(zone).isEqualTo(ZoneId.of("UTC"));
        assertThat(access.tokens()).containsKey("ci");
        assertThat(access.tokens().values().stream().map(Secret::get)).contains("a-token-for-ci-0123456789");
        assertThat(access.tokens().toString()).doesNotContain("a-token-for-ci");
        assertThat(access.toString()).doesNotContain("a-token-for-ci");
    }
}
