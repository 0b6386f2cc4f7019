package io.ilinknotify.intake;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

import static io.ilinknotify.intake.FakedIntake.client;
import static io.ilinknotify.intake.FakedIntake.operator;
import static org.assertj.core.api.Assertions.assertThat;

/** The way from the socket to the disk and back, with the real outbox. Nobody is signed in, so that all of it waits. */
@QuarkusTest
class NotifyStoredTest {
    private final String unique = UUID.randomUUID().toString();

    @Test
    void whatWasAcceptedCanBeReadWhole() {
        String text = "磁盘 \"满\" 😀\n" + "x".repeat(90_000) + unique;
        Response answer = client().contentType("text/plain; charset=utf-8")
                .header("Title", "Backup")
                .body(text)
                .post("/notify");

        assertThat(answer.statusCode()).isEqualTo(202);
        Response record = client().get(answer.jsonPath().getString("href"));
        assertThat(record.statusCode()).isEqualTo(200);
        assertThat(record.jsonPath().getString("text")).isEqualTo(text);
        assertThat(record.jsonPath().getString("title")).isEqualTo("Backup");
        assertThat(record.jsonPath().getString("client")).isEqualTo("test");
        assertThat(record.jsonPath().getString("source")).isEqualTo("notify");
        assertThat(record.jsonPath().getString("state")).isIn("queued", "held");
    }

    @Test
    void anExactRetryIsTheSameNotification() {
        Response first = keyed("disk full").post("/notify");
        Response again = keyed("disk full").post("/notify?wait=0s");
        Response other = keyed("disk empty").post("/notify");
        Response byAnother =
                operator().header("Idempotency-Key", unique).body("disk empty").post("/notify");

        assertThat(id(again)).isEqualTo(id(first));
        assertThat(first.jsonPath().getBoolean("duplicate")).isFalse();
        assertThat(again.jsonPath().getBoolean("duplicate")).isTrue();
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.jsonPath().getString("code")).isEqualTo("idempotency-key-reused");
        assertThat(byAnother.jsonPath().getBoolean("duplicate")).isFalse();
    }

    @Test
    void aTwinIsNotANewNotification() {
        String body = "{\"text\":\"%s\",\"dedup_key\":\"" + unique + "\"}";
        Response first = json(body.formatted("a")).post("/notify");
        Response twin = json(body.formatted("b")).post("/notify");

        assertThat(twin.statusCode()).isEqualTo(202);
        assertThat(id(twin)).isEqualTo(id(first));
        assertThat(twin.jsonPath().getBoolean("duplicate")).isTrue();
        assertThat(client().get(twin.jsonPath().getString("href")).jsonPath().getString("text"))
                .isEqualTo("a");
    }

    @Test
    void aNewerOneOfAThreadTakesThePlaceOfOneThatWaits() {
        String body = "{\"text\":\"%s\",\"thread\":\"" + unique + "\"}";
        Response first = json(body.formatted("a")).post("/notify");
        Response second = json(body.formatted("b")).post("/notify");

        Response record = client().get(first.jsonPath().getString("href"));
        assertThat(record.jsonPath().getString("state")).isEqualTo("superseded");
        assertThat(record.jsonPath().getString("merged_into")).isEqualTo(id(second));
        assertThat(record.jsonPath().getString("finished_at")).isNotNull();
    }

    @Test
    void waitingEndsWithTheTrueState() {
        Response answer = client().body(unique).post("/notify?wait=300ms&expect=sent");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.jsonPath().getString("state")).isIn("queued", "held");
        assertThat(client().get(answer.jsonPath().getString("href")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void anOperatorCancelsAndRetries() {
        String href = client().body(unique).post("/notify").jsonPath().getString("href");

        Response cancelled = operator().delete(href);
        Response again = operator().delete(href);
        Response retried = operator().post(href + "/retry");
        Response tooEarly = operator().post(href + "/retry");

        assertThat(List.of(cancelled.statusCode(), again.statusCode(), retried.statusCode(), tooEarly.statusCode()))
                .isEqualTo(List.of(200, 200, 202, 409));
        assertThat(cancelled.jsonPath().getString("state")).isEqualTo("cancelled");
        assertThat(retried.jsonPath().getString("state")).isIn("queued", "held");
    }

    @Test
    void theListBeginsWithTheNewest() {
        String first = id(client().body("1 " + unique).post("/notify"));
        String second = id(client().body("2 " + unique).post("/notify"));

        Response page = client().get("/notifications?limit=1");
        Response next =
                client().get("/notifications?limit=1&before=" + page.jsonPath().getString("next"));

        assertThat(page.jsonPath().getList("items.id")).isEqualTo(List.of(second));
        assertThat(next.jsonPath().getList("items.id")).isEqualTo(List.of(first));
    }

    private RequestSpecification keyed(String text) {
        return client().header("Idempotency-Key", unique).body(text);
    }

    private static RequestSpecification json(String body) {
        return client().contentType("application/json").body(body);
    }

    private static String id(Response answer) {
        return answer.jsonPath().getString("id");
    }
}
