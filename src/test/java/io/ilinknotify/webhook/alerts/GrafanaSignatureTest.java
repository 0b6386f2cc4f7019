package io.ilinknotify.webhook.alerts;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.webhook.clients.ForeignClient;
import io.smallrye.config.Secret;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class GrafanaSignatureTest {
    private static final byte[] BODY = "{\"status\":\"firing\"}".getBytes(StandardCharsets.UTF_8);
    private static final String PLAIN = "99da718745e068940da5a11a17187cb45656f78cd34132618eebc3ab7f7860e1";
    private static final String TIMED = "d4c295899cbb5ad8d67037e9e6a248cd8bb9ccd61ff61113c3362159c35fbb39";
    private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000L);

    private final GrafanaSignature plain = signature("secret", false, SIGNED);
    private final GrafanaSignature timed = signature("secret", true, SIGNED);

    @Test
    void whatGrafanaSignedIsValid() {
        assertThat(plain.isValid(PLAIN, null, BODY)).isTrue();
        assertThat(timed.isValid(TIMED, "1700000000", BODY)).isTrue();
    }

    @Test
    void anotherBodySecretOrTimeIsNot() {
        assertThat(plain.isValid(PLAIN, null, "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(signature("Secret", false, SIGNED).isValid(PLAIN, null, BODY))
                .isFalse();
        assertThat(plain.isValid("", null, BODY)).isFalse();
        assertThat(plain.isValid(null, null, BODY)).isFalse();
        assertThat(timed.isValid(TIMED, "1700000001", BODY)).isFalse();
        assertThat(timed.isValid(PLAIN, null, BODY)).isFalse();
        assertThat(timed.isValid(TIMED, "soon", BODY)).isFalse();
    }

    @Test
    void aSignatureIsGoodForFiveMinutes() {
        assertThat(signature("secret", true, SIGNED.plusSeconds(300)).isValid(TIMED, "1700000000", BODY))
                .isTrue();
        assertThat(signature("secret", true, SIGNED.plusSeconds(301)).isValid(TIMED, "1700000000", BODY))
                .isFalse();
        assertThat(signature("secret", true, SIGNED.minusSeconds(301)).isValid(TIMED, "1700000000", BODY))
                .isFalse();
    }

    @Test
    void theFormIsSeenWithoutTheBody() {
        assertThat(plain.isSigned(PLAIN, null)).isTrue();
        assertThat(plain.isSigned(" " + PLAIN.toUpperCase(Locale.ROOT), null)).isTrue();
        for (String other : new String[] {"", "sha256=" + PLAIN, PLAIN.substring(1), PLAIN + "0", "x".repeat(64)}) {
            assertThat(plain.isSigned(other, null)).as(other).isFalse();
        }
        assertThat(plain.isSigned(null, null)).isFalse();
        assertThat(timed.isSigned(TIMED, "1699999000")).isFalse();
    }

    @Test
    void withoutASecretNothingIsSigned() {
        assertThat(signature("", false, SIGNED).isSigned(PLAIN, null)).isFalse();
        assertThat(signature("", false, SIGNED).isValid(PLAIN, null, BODY)).isFalse();
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(plain.toString()).doesNotContain("secret");
    }

    private static GrafanaSignature signature(String secret, boolean timed, Instant now) {
        WebhookConfig.Grafana grafana = new WebhookConfig.Grafana() {
            @Override
            public Optional<Secret<String>> hmacSecret() {
                return Optional.of(() -> secret);
            }

            @Override
            public Optional<Path> hmacSecretFile() {
                return Optional.empty();
            }

            @Override
            public String signatureHeader() {
                return "X-Signed";
            }

            @Override
            public Optional<String> timestampHeader() {
                return timed ? Optional.of("X-Signed-At") : Optional.empty();
            }
        };
        WebhookConfig config = new WebhookConfig() {
            @Override
            public Map<String, Priority> severity() {
                return Map.of();
            }

            @Override
            public Grafana grafana() {
                return grafana;
            }

            @Override
            public Optional<Set<ForeignClient>> off() {
                return Optional.empty();
            }
        };
        return new GrafanaSignature(config, Clock.fixed(now, ZoneOffset.UTC));
    }
}
