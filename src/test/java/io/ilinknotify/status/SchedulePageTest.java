package io.ilinknotify.status;

import io.ilinknotify.Configured;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jobs and quiet hours, in {@code /status} and on the page. */
@QuarkusTest
@TestProfile(Configured.class)
class SchedulePageTest {
    private static final String OPERATOR = "test-token-of-the-operator-0123456789";

    @Test
    void aJobTellsItsLastRunAndItsNextDueTime() {
        await().until(() -> job("pulse").get("last") != null);

        JsonPath status = status();
        assertThat(status.getMap("jobs[0]"))
                .containsEntry("name", "pulse")
                .containsEntry("enabled", true)
                .containsEntry("schedule", "* * * * * ?")
                .containsEntry("time_zone", "UTC");
        assertThat(time(status, "next_due_at")).isAfter(time(status, "last.due_at"));
        assertThat(time(status, "last.ran_at")).isAfterOrEqualTo(time(status, "last.due_at"));
        JsonPath notification =
                operator().get(status.getString("jobs[0].last.href")).jsonPath();
        assertThat(notification.getString("id")).isEqualTo(status.getString("jobs[0].last.id"));
        assertThat(notification.getString("text")).isEqualTo("alive");
        assertThat(notification.getString("state")).isEqualTo("held");
        assertThat(status.getString("jobs[0].last.state")).isEqualTo("held");
    }

    @Test
    void aJobThatIsOffOrNeverRanSaysSo() {
        assertThat(job("switched-off")).containsEntry("enabled", false).containsEntry("next_due_at", null);
        assertThat(job("rare"))
                .containsEntry("next_due_at", "2028-02-29T08:00:00Z")
                .containsEntry("time_zone", "Europe/Berlin")
                .containsEntry("last", null);
    }

    @Test
    void quietHoursTellWhetherTheyAreActiveAndWhenTheyBeginAndEndNext() {
        List<Map<String, Object>> quiet = status().getList("quiet");

        assertThat(quiet).extracting("name").containsExactly("afternoon", "morning", "sundays");
        List<Map<String, Object>> halves = quiet.subList(0, 2);
        assertThat(halves).extracting("active").containsExactlyInAnyOrder(true, false);
        assertThat(halves).allSatisfy(half -> {
            Instant begins = Instant.parse((String) half.get("begins_at"));
            Instant ends = Instant.parse((String) half.get("ends_at"));
            assertThat(begins).isAfter(Instant.now());
            assertThat(ends.isBefore(begins)).isEqualTo(half.get("active"));
        });
        assertThat(quiet.getLast())
                .containsEntry("days", List.of("sunday"))
                .containsEntry("below", "critical")
                .containsEntry("from", "00:00")
                .containsEntry("to", "00:01")
                .containsEntry("time_zone", "UTC");
    }

    @Test
    void thePageShowsThemToPeople() {
        await().until(() -> job("pulse").get("last") != null);

        String page = operator().accept("text/html").get("/").body().asString();

        assertThat(page)
                .contains("Jobs and quiet hours", "<b>pulse</b> <code>* * * * * ?</code>")
                .contains("<code>0 9 29 2 *</code> <span class=\"hint\">Europe/Berlin</span>", "2028-02-29 08:00")
                .contains(
                        "<b>switched-off</b> <code>every 1h30m</code> <span class=\"badge plain\">switched off</span>")
                .contains("quiet until ", "on Sun · holds what is below “critical” · next ", "has not run yet");
    }

    private static Map<String, Object> job(String name) {
        return status().getMap("jobs.find { it.name == '" + name + "' }");
    }

    private static Instant time(JsonPath status, String field) {
        return Instant.parse(status.getString("jobs[0]." + field));
    }

    private static JsonPath status() {
        return operator().get("/status").jsonPath();
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().oauth2(OPERATOR);
    }
}
