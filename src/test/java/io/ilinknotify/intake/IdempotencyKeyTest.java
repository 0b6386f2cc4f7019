package io.ilinknotify.intake;

import io.ilinknotify.http.ProblemException;
import io.ilinknotify.outbox.IdempotencyKey;
import org.junit.jupiter.api.Test;

import java.util.Objects;

import static io.ilinknotify.intake.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class IdempotencyKeyTest {
    private static final String KEY = "Idempotency-Key";

    @Test
    void withoutTheHeaderOrABlankOneThereIsNoKey() {
        assertThat(request("text/plain", "a").idempotencyKey(Requests.text("a")))
                .isNull();
        assertThat(request("text/plain", "a", KEY, " ").idempotencyKey(Requests.text("a")))
                .isNull();
    }

    @Test
    void theSameRequestHasTheSameDigest() {
        assertThat(key("text/plain", "a", "Title", "t")).isEqualTo(key("TEXT/PLAIN; charset=utf-8", "a", "title", "t"));
        assertThat(key("text/plain", "a").key()).isEqualTo("build-7");
    }

    /** A retry may reach the agent after an update. */
    @Test
    void theDigestIsThatOfFormerVersions() {
        assertThat(key("text/plain", "a", "Title", "t").digest())
                .isEqualTo("43716a79f49d8e19370e65a84eb8c09f171eed025a97ee882c8f9a1ddbb62fc5");
    }

    @Test
    void anyOtherRequestHasAnother() {
        IdempotencyKey first = key("text/plain", "a", "Title", "t");

        assertThat(first.digest())
                .isNotEqualTo(key("text/plain", "b", "Title", "t").digest())
                .isNotEqualTo(key("text/html", "a", "Title", "t").digest())
                .isNotEqualTo(key("text/plain", "a", "Title", "u").digest())
                .isNotEqualTo(
                        key("text/plain", "a", "Title", "t", "Priority", "5").digest())
                .isNotEqualTo(key("text/plain", "a").digest());
    }

    @Test
    void aNewBoundaryIsNoOtherRequest() {
        String body = "--%1$s\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n%2$s\r\n--%1$s--\r\n";

        assertThat(key("multipart/form-data; boundary=abc", body.formatted("abc", "full")))
                .isEqualTo(key("multipart/form-data; boundary=\"xyz\"", body.formatted("xyz", "full")))
                .isNotEqualTo(key("multipart/form-data; boundary=xyz", body.formatted("xyz", "empty")));
    }

    @Test
    void aKeyIsShortAndGivenOnce() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () -> request("text/plain", "a", KEY, "k".repeat(257)).idempotencyKey(Requests.text("a")))
                .withMessage("'Idempotency-Key' has at most 256 characters.");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> request("text/plain", "a", KEY, "a", KEY, "b").idempotencyKey(Requests.text("a")))
                .withMessage("The header 'Idempotency-Key' is given more than once.");
    }

    private static IdempotencyKey key(String type, String body, String... headers) {
        String[] withKey = java.util.Arrays.copyOf(headers, headers.length + 2);
        withKey[headers.length] = KEY;
        withKey[headers.length + 1] = "build-7";
        return Objects.requireNonNull(request(type, body, withKey).idempotencyKey(Requests.text("a")));
    }
}
