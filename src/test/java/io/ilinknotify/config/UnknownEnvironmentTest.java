package io.ilinknotify.config;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownEnvironmentTest {
    @Test
    void settingsAreNotTold() {
        List<String> variables = List.of(
                "NOTIFY_STATE_DIR",
                "NOTIFY_ACCESS_TOKENS_CI",
                "NOTIFY_ACCESS_TOKENS_DIR",
                "NOTIFY_WINDOW_RESERVE_DEFAULT",
                "ILINK_ACCOUNT_BOT_TOKEN_FILE",
                "ILINK_BASE_URL",
                "PATH",
                "NOTIFICATION_EMAIL");

        assertThat(UnknownEnvironment.warning(variables)).isEmpty();
    }

    @Test
    void aSlipOfThePenAndWhatKubernetesInjectsAreOneLine() {
        List<String> variables =
                List.of("NOTIFY_STATEDIR", "NOTIFY_ACCESS_TOKEN_CI", "ILINK_PROXI", "ILINK_NOTIFY_PORT_8080_TCP");

        assertThat(UnknownEnvironment.warning(variables))
                .hasValue("These environment variables are no settings and are ignored: ILINK_NOTIFY_PORT_8080_TCP,"
                        + " ILINK_PROXI, NOTIFY_ACCESS_TOKEN_CI, NOTIFY_STATEDIR");
    }

    @Test
    void whatSystemdSetsIsNoSlip() {
        assertThat(UnknownEnvironment.warning(List.of("NOTIFY_SOCKET"))).isEmpty();
    }
}
