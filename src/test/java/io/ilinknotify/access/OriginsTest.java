package io.ilinknotify.access;

import io.vertx.core.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import static io.ilinknotify.access.Origins.Page.FOREIGN;
import static io.ilinknotify.access.Origins.Page.OURS;
import static io.ilinknotify.access.Origins.Page.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

class OriginsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "notify.localhost",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.9.8.7",
                "::1",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:8080"
            })
    void theseMeanThisMachine(String host) {
        assertThat(Origins.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.0.0.0",
                "::",
                "[::]:8080",
                "192.168.1.2:8080",
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example:80",
                "1270.0.0.1",
                "[::1].evil.example"
            })
    void theseDoNot(String host) {
        assertThat(Origins.isLoopback(host)).isFalse();
    }

    @Test
    void aBrowserSaysItselfWhoseThePageIs() {
        assertThat(verdict("same-origin", null)).isEqualTo(OURS);
        assertThat(verdict("none", null)).isEqualTo(OURS);
        assertThat(verdict("same-site", null)).isEqualTo(FOREIGN);
        assertThat(verdict("cross-site", "http://agent:8080")).isEqualTo(FOREIGN);
    }

    @Test
    void otherwiseTheOriginMustBeOurHost() {
        assertThat(verdict(null, "http://agent:8080")).isEqualTo(OURS);
        assertThat(verdict(null, "http://agent:8081")).isEqualTo(FOREIGN);
        assertThat(verdict(null, "https://evil.example")).isEqualTo(FOREIGN);
        assertThat(verdict(null, "null")).isEqualTo(FOREIGN);
        assertThat(verdict(null, "%%%")).isEqualTo(FOREIGN);
        assertThat(verdict(null, "agent:8080")).isEqualTo(FOREIGN);
        assertThat(verdict(null, "https://agent:8080.evil.example")).isEqualTo(FOREIGN);
    }

    @Test
    void behindAProxyThePublicAddressCountsToo() {
        assertThat(verdict(null, "https://notify.example.org")).isEqualTo(OURS);
        assertThat(verdict(null, "http://notify.example.org")).isEqualTo(FOREIGN);
    }

    @Test
    void whatIsNoBrowserSaysNothing() {
        assertThat(verdict(null, null)).isEqualTo(UNKNOWN);
    }

    private static Origins.Page verdict(@Nullable String fetchSite, @Nullable String origin) {
        Map<String, String> headers = new HashMap<>(Map.of("host", "agent:8080"));
        if (fetchSite != null) {
            headers.put("sec-fetch-site", fetchSite);
        }
        if (origin != null) {
            headers.put("origin", origin);
        }
        return Origins.of(
                new SentRequest(HttpMethod.POST, "/status", headers).asVertxHasIt(),
                Optional.of(URI.create("https://notify.example.org/path")));
    }
}
