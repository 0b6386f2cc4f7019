package io.ilinknotify.status;

import io.ilinknotify.intake.Entries;
import io.ilinknotify.intake.FakedIntake;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.store.StoreException;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.concurrent.CompletionException;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class NotificationsHttpTest extends FakedIntake {
    private static final String ONE = "/notifications/01JD0000000000000000000001";

    @Test
    void aRecordHasAllThatIsKnown() {
        outbox.put(Entries.full(1, "test"));

        Response response = client().get(ONE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.body().asString()).isEqualTo("""
                        {"id":"01JD0000000000000000000001","state":"sent","told":"whole","client":"test","source":"notify",\
                        "title":"Backup <failed>","text":"disk full\\n& <b>more</b>","priority":"critical",\
                        "tags":["db","prod"],"url":"https://example.org/?a=1&b='2'","dedup_key":"backup","thread":"t1",\
                        "created_at":"2026-11-22T06:30:01.234Z","finished_at":"2026-11-22T06:31:01.234Z",\
                        "message_id":"18446744073709551615","merged_into":"m-7",\
                        "attempts":[{"at":"2026-11-22T06:30:02.234Z","outcome":"rate-limited","detail":"freq limit"},\
                        {"at":"2026-11-22T06:31:00.234Z","outcome":"sent"}]}""");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        outbox.put(Entries.entry(1, Entries.draft("test", "full"), State.HELD, Reason.OTHER_PERSON));

        assertThat(client().get(ONE).body().asString()).isEqualTo("""
                        {"id":"01JD0000000000000000000001","state":"held","reason":"other-person","client":"test",\
                        "source":"notify","text":"full","priority":"default","tags":[],\
                        "created_at":"2026-11-22T06:30:01.234Z","attempts":[]}""");
    }

    @Test
    void whatAnotherClientSentIsNotThere() {
        outbox.put(Entries.entry(1, "other", State.SENT));

        Response foreign = client().get(ONE);
        Response unknown = client().get("/notifications/01JD0000000000000000000002");

        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(foreign.body().asString())
                .isEqualTo(unknown.body().asString())
                .isEqualTo("""
                        {"type":"urn:ilink-notify:not-found","title":"Not found","status":404,\
                        "detail":"There is no such notification, or it is no longer retained.","code":"not-found"}""");
        assertThat(operator().get(ONE).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense",
        "01JD000000000000000000000",
        "01jd0000000000000000000001",
        "%00",
        "01JD000000000000000000000U"
    })
    void whatIsNoIdIsNotThere(String id) {
        assertThat(operator()
                        .urlEncodingEnabled(false)
                        .get("/notifications/" + id)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aListIsNewestFirstAndLeavesTheAttemptsOut() {
        outbox.put(Entries.entry(1, "test", State.HELD));
        outbox.put(Entries.full(2, "test"));

        Response response = client().get("/notifications");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getList("items.id"))
                .containsExactly(Entries.id(2).value(), Entries.id(1).value());
        assertThat(response.jsonPath().getMap("items[0]"))
                .doesNotContainKey("attempts")
                .containsEntry("thread", "t1");
        assertThat(response.jsonPath().getMap("$")).containsOnlyKeys("items");
    }

    @Test
    void pagesFollowEachOther() {
        for (int n = 1; n <= 5; n++) {
            outbox.put(Entries.entry(n, "test", State.SENT));
        }

        Response first = client().get("/notifications?limit=2");
        String next = first.jsonPath().getString("next");
        Response second = client().get("/notifications?limit=2&before=" + next);
        Response last = client().get(
                        "/notifications?limit=2&before=" + second.jsonPath().getString("next"));

        assertThat(first.jsonPath().getList("items.text")).isEqualTo(List.of("text 5", "text 4"));
        assertThat(second.jsonPath().getList("items.text")).isEqualTo(List.of("text 3", "text 2"));
        assertThat(last.jsonPath().getList("items.text")).isEqualTo(List.of("text 1"));
        assertThat(last.jsonPath().getMap("$")).doesNotContainKey("next");
    }

    @Test
    void aClientListsWhatItSentAndTheOperatorAll() {
        outbox.put(Entries.entry(1, "test", State.SENT));
        outbox.put(Entries.entry(2, "other", State.SENT));
        outbox.put(Entries.entry(3, "other", State.HELD));

        assertThat(client().get("/notifications").jsonPath().getList("items.text"))
                .isEqualTo(List.of("text 1"));
        assertThat(operator().get("/notifications").jsonPath().getList("items")).hasSize(3);
        assertThat(operator().get("/notifications?state=held").jsonPath().getList("items.text"))
                .isEqualTo(List.of("text 3"));
        assertThat(operator()
                        .get("/notifications?state=&limit=&before=")
                        .jsonPath()
                        .getList("items"))
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state=lost|'state' must be one of queued, held, sending, sent, unconfirmed, unknown, failed, expired, superseded, cancelled, or open.",
                "priority=very|'priority' must be one of low, default, high, critical.",
                "limit=0|'limit' must be from 1 to 500.",
                "limit=501|'limit' must be from 1 to 500.",
                "limit=ten|'limit' must be from 1 to 500.",
                "limit=99999999999|'limit' must be from 1 to 500.",
                "before=x|'before' must be the id of a notification."
            })
    void aWrongParameterIsNamed(String query, String detail) {
        Response response = client().get("/notifications?" + query);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
    }

    @Test
    void whatWaitsCanBeCancelled() {
        outbox.put(Entries.entry(1, "other", State.HELD));
        outbox.changeOnRequest = entry -> Entries.entry(1, "other", State.CANCELLED);

        Response response = operator().delete(ONE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("state")).isEqualTo("cancelled");
    }

    @Test
    void itCanBeTooLateToCancel() {
        outbox.put(Entries.entry(1, "test", State.SENDING));

        Response response = operator().delete(ONE);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body().asString()).isEqualTo("""
                        {"type":"urn:ilink-notify:too-late","title":"Too late to cancel","status":409,\
                        "detail":"Only what waits can be cancelled; this one is sending.","code":"too-late",\
                        "state":"sending"}""");
        assertThat(operator()
                        .delete("/notifications/01JD0000000000000000000002")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"UNCONFIRMED", "UNKNOWN", "FAILED", "EXPIRED", "SUPERSEDED", "CANCELLED"})
    void whatIsFinishedWithoutBeingSentCanBeRetried(State state) {
        outbox.put(Entries.entry(1, "test", state));
        outbox.changeOnRequest = entry -> Entries.entry(1, "test", State.QUEUED);

        Response response = operator().post(ONE + "/retry");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.jsonPath().getString("state")).isEqualTo("queued");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"REJECTED", "OTHER_PERSON"})
    void whatIsHeldForGoodCanBeRetried(Reason reason) {
        outbox.put(Entries.entry(1, Entries.draft("test", "x"), State.HELD, reason));
        outbox.changeOnRequest = entry -> Entries.entry(1, "test", State.QUEUED);

        assertThat(operator().post(ONE + "/retry").statusCode()).isEqualTo(202);
    }

    @Test
    void ofWhatWasToldAFileThatWasNotSentCanBeRetriedAndWithdrawn() {
        outbox.put(told(State.HELD, Reason.REJECTED));
        outbox.changeOnRequest = entry -> told(State.QUEUED, null);
        assertThat(operator().post(ONE + "/retry").statusCode()).isEqualTo(202);

        outbox.put(told(State.HELD, Reason.RESERVE));
        assertThat(operator().post(ONE + "/retry").statusCode()).isEqualTo(409);
        outbox.changeOnRequest = entry -> told(State.CANCELLED, null);
        assertThat(operator().delete(ONE).jsonPath().getString("attachments[0].state"))
                .isEqualTo("cancelled");
    }

    private static OutboxEntry told(State file, @Nullable Reason reason) {
        OutboxEntry sent = Entries.entry(1, "test", State.SENT);
        Attachment report = new Attachment("report.pdf", "application/pdf", 17, "aa");
        return new OutboxEntry(
                sent.seq(),
                sent.notification(),
                sent.state(),
                null,
                null,
                sent.finishedAt(),
                null,
                null,
                List.of(),
                List.of(new AttachmentEntry(1, 0, report, file, reason, null, 0)));
    }

    @Test
    void theRestHasNothingToRetry() {
        for (OutboxEntry entry : List.of(
                Entries.entry(1, "test", State.SENT),
                Entries.entry(1, "test", State.SENDING),
                Entries.entry(1, "test", State.QUEUED),
                Entries.entry(1, Entries.draft("test", "x"), State.HELD, Reason.WINDOW_SHUT))) {
            outbox.put(entry);

            Response response = operator().post(ONE + "/retry");

            assertThat(response.statusCode()).isEqualTo(409);
            assertThat(response.jsonPath().getString("code")).isEqualTo("nothing-to-retry");
            assertThat(response.jsonPath().getString("state"))
                    .isEqualTo(entry.state().code());
        }
        assertThat(operator()
                        .post("/notifications/01JD0000000000000000000002/retry")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyTheOperatorChangesAnything() {
        outbox.put(Entries.entry(1, "test", State.HELD));

        assertThat(client().delete(ONE).statusCode()).isEqualTo(403);
        assertThat(client().post(ONE + "/retry").statusCode()).isEqualTo(403);
        assertThat(io.restassured.RestAssured.given().delete(ONE).statusCode()).isEqualTo(401);
        assertThat(io.restassured.RestAssured.given().get(ONE).statusCode()).isEqualTo(401);
    }

    @Test
    void whatCannotBeStoredIs503() {
        outbox.put(Entries.entry(1, "test", State.HELD));
        outbox.changeOnRequest = entry -> {
            throw new CompletionException(new StoreException("disk full"));
        };

        Response response = operator().delete(ONE);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.jsonPath().getString("code")).isEqualTo("not-stored");
    }
}
