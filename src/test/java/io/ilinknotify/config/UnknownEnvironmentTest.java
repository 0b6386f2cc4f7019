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

        assertThat(UnknownEnvironment.warnings(variables)).isEmpty();
    }

    @Test
    void aSlipOfThePenIsTold() {
        assertThat(UnknownEnvironment.warnings(List.of("NOTIFY_STATEDIR", "NOTIFY_ACCESS_TOKEN_CI", "ILINK_PROXI")))
                .containsExactly(
                        "The environment variable ILINK_PROXI is no setting and is ignored",
                        "The environment variable NOTIFY_ACCESS_TOKEN_CI is no setting and is ignored",
                        "The environment variable NOTIFY_STATEDIR is no setting and is ignored");
    }

    @Test
    void whatKubernetesInjectsIsOneLine() {
        List<String> variables = List.of(
                "ILINK_NOTIFY_PORT",
                "ILINK_NOTIFY_PORT_8080_TCP",
                "ILINK_NOTIFY_PORT_8080_TCP_ADDR",
                "ILINK_NOTIFY_SERVICE_HOST",
                "ILINK_NOTIFY_SERVICE_PORT_HTTP");

        assertThat(UnknownEnvironment.warnings(variables))
                .containsExactly("These environment variables describe a Kubernetes Service, are no settings, and are"
                        + " ignored: " + String.join(", ", variables));
    }

    @Test
    void whatSystemdSetsIsNoSlip() {
        assertThat(UnknownEnvironment.warnings(List.of("NOTIFY_SOCKET"))).isEmpty();
    }
}
