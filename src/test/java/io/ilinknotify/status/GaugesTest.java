package io.ilinknotify.status;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.net.URL;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class GaugesTest {
    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource(management = true)
    URL management;

    @Test
    void everyGaugeIsThere() {
        String metrics = given().get(management + "metrics").body().asString();

        Stream.of(
                        "ilink_notify_window_open",
                        "ilink_notify_window_closes_timestamp_seconds",
                        "ilink_notify_window_sends_left",
                        "ilink_notify_window_sends_used",
                        "ilink_notify_waiting{state=\"queued\"",
                        "ilink_notify_waiting{state=\"held\"",
                        "ilink_notify_oldest_waiting_age_seconds",
                        "ilink_notify_disk_free_bytes",
                        "ilink_notify_can_store",
                        "ilink_notify_signed_in",
                        "ilink_notify_token_refusals",
                        "ilink_notify_restricted",
                        "ilink_notify_cannot_upload",
                        "ilink_notify_rate_limited_until_timestamp_seconds",
                        "ilink_notify_last_poll_timestamp_seconds")
                .forEach(name -> assertThat(metrics).containsPattern("(?m)^" + Pattern.quote(name)));
    }
}
