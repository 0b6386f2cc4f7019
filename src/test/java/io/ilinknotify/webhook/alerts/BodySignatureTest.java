package io.ilinknotify.webhook.alerts;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

import static org.assertj.core.api.Assertions.assertThat;

class BodySignatureTest {
    private static final byte[] BODY = "{\"status\":\"firing\"}".getBytes(StandardCharsets.UTF_8);
    private static final String PLAIN = "99da718745e068940da5a11a17187cb45656f78cd34132618eebc3ab7f7860e1";
    private static final String TIMED = "d4c295899cbb5ad8d67037e9e6a248cd8bb9ccd61ff61113c3362159c35fbb39";
    private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000L);

    private final BodySignature signature = new BodySignature("secret");

    @Test
    void whatGrafanaSignedIsValid() {
        assertThat(signature.isValid(PLAIN, BODY)).isTrue();
        assertThat(signature.isValid(TIMED, "1700000000", BODY, SIGNED)).isTrue();
    }

    @Test
    void anotherBodySecretOrTimeIsNot() {
        assertThat(signature.isValid(PLAIN, "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(new BodySignature("Secret").isValid(PLAIN, BODY)).isFalse();
        assertThat(signature.isValid("", BODY)).isFalse();
        assertThat(signature.isValid(TIMED, "1700000001", BODY, SIGNED)).isFalse();
        assertThat(signature.isValid(PLAIN, null, BODY, SIGNED)).isFalse();
        assertThat(signature.isValid(TIMED, "soon", BODY, SIGNED)).isFalse();
    }

    @Test
    void aSignatureIsGoodForFiveMinutes() {
        assertThat(signature.isValid(TIMED, "1700000000", BODY, SIGNED.plusSeconds(300)))
                .isTrue();
        assertThat(signature.isValid(TIMED, "1700000000", BODY, SIGNED.plusSeconds(301)))
                .isFalse();
        assertThat(signature.isValid(TIMED, "1700000000", BODY, SIGNED.minusSeconds(301)))
                .isFalse();
    }

    @Test
    void theFormIsSeenWithoutTheBody() {
        assertThat(BodySignature.isWellFormed(PLAIN)).isTrue();
        assertThat(BodySignature.isWellFormed(" " + PLAIN.toUpperCase(Locale.ROOT)))
                .isTrue();
        for (String other : new String[] {"", "sha256=" + PLAIN, PLAIN.substring(1), PLAIN + "0", "x".repeat(64)}) {
            assertThat(BodySignature.isWellFormed(other)).as(other).isFalse();
        }
        assertThat(BodySignature.isWellFormed(null)).isFalse();
    }

    @Test
    void theSecretIsNotShown() {
        assertThat(signature.toString()).isEqualTo("BodySignature[secret=***]");
    }
}
