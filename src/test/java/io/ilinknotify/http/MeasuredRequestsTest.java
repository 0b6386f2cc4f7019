package io.ilinknotify.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a client makes up does not become a time series. */
@QuarkusTest
class MeasuredRequestsTest {
    private static final String SENDER = "test-token-for-sending-0123456789";
    private static final String OPERATOR = "test-token-of-the-operator-0123456789";

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%s",
                "/wp-admin/%s.php",
                "/notifications/%s",
                "/notifications/%s/retry",
                "/m/%s",
                "/m/01JD0000000000000000000000-%s",
                "/ntfy/%s",
                "/notify/%s",
                "/webhook/%s",
                "/webhook/%s/preview",
                "/gotify/%s",
                "/assets/%s",
                "/login/%s",
                "/%%2e%%2e/%s",
                "/notify;%s"
            })
    void noAddressIsKeptAsItWasAsked(String form) {
        long before = measured();
        String madeUp = UUID.randomUUID().toString();
        String path = form.formatted(madeUp);

        for (String method : new String[] {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"}) {
            ask(given(), method, path);
            ask(as(SENDER).body("{}").contentType("application/json"), method, path);
            ask(as(OPERATOR), method, path);
        }

        await().until(() -> measured() >= before + 15);
        assertThat(tags("uri")).noneMatch(uri -> uri.contains(madeUp));
    }

    @Test
    void aKnownAddressIsKeptByItsForm() {
        as(SENDER).get("/notifications/01JD0000000000000000000000");
        as(SENDER).body("hello").contentType("text/plain").post("/notify");

        await().untilAsserted(() -> assertThat(tags("uri")).contains("/notifications/{id}", "/notify"));
    }

    @Test
    void aMethodThatNobodyKnowsIsNotMeasured() {
        long before = measured();
        String madeUp = "X" + UUID.randomUUID().toString().replace("-", "");

        ask(given(), madeUp, "/notify");
        ask(as(SENDER), madeUp, "/notify");
        ask(as(SENDER), "GET", "/notifications");

        await().until(() -> measured() > before);
        assertThat(tags("method")).doesNotContain(madeUp).contains("GET");
    }

    @Test
    void whatIsMadeUpPushesNothingOut() {
        for (int i = 0; i < 150; i++) {
            ask(given(), "OPTIONS", "/assets/" + UUID.randomUUID());
        }

        as(OPERATOR).get("/status");

        await().untilAsserted(() -> assertThat(tags("uri")).contains("/status"));
    }

    @Test
    void ofTheNamesOfWebhooksOnlySoManyAreCounted() {
        for (int i = 0; i < 100; i++) {
            as(SENDER).body("hello").contentType("text/plain").post("/webhook/" + UUID.randomUUID());
        }

        assertThat(metrics.find("ilink_notify_accepted").counters().stream()
                        .map(counter -> counter.getId().getTag("source"))
                        .distinct())
                .hasSizeLessThanOrEqualTo(21)
                .contains("other");
    }

    private static void ask(RequestSpecification request, String method, String path) {
        assertThat(request.urlEncodingEnabled(false)
                        .redirects()
                        .follow(false)
                        .request(method, "http://localhost:" + RestAssured.port + path)
                        .statusCode())
                .isNotEqualTo(500);
    }

    private static RequestSpecification as(String token) {
        return given().auth().preemptive().oauth2(token);
    }

    private long measured() {
        return metrics.find("http.server.requests").timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private Set<String> tags(String name) {
        return metrics.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> id.getName().startsWith("http.server"))
                .flatMap(id -> id.getTags().stream())
                .filter(tag -> tag.getKey().equals(name))
                .map(tag -> tag.getValue())
                .collect(Collectors.toSet());
    }
}
