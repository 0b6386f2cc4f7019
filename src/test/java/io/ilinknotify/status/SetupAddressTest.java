package io.ilinknotify.status;

import io.ilinknotify.Configured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.TestAgent.operator;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@TestProfile(Configured.class)
class SetupAddressTest {
    @Test
    void theConfiguredAddressIsShownWhateverTheRequestSays() {
        String page =
                operator().header("Host", "notify.lan").get("/setup").body().asString();

        assertThat(page)
                .contains("https://notify.example.org/webhook/grafana", "&lt;token of ci&gt;")
                .doesNotContain("notify.lan", "example.org//");
    }

    @Test
    void servicesThatAreSwitchedOffAreNotNamed() {
        String page = operator().get("/setup").body().asString();

        assertThat(page).contains("PushDeer").doesNotContain("Slack", "Gotify", "ntfy/");
    }
}
