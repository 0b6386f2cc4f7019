package io.ilinknotify.intake;

import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.window.WindowView;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class NotifyHttpTest extends FakedIntake {
    private static final String ID = "01JD0000000000000000000001";

    @Test
    void whatIsHeldIsToldAsHeld() {
        outbox.door = draft -> stored(State.HELD, Reason.WINDOW_SHUT);

        Response response = client().body("disk full").post("/notify");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(response.body().asString())
                .isEqualTo("{\"id\":\"" + ID + "\",\"state\":\"held\",\"reason\":\"window-shut\",\"duplicate\":false,"
                        + "\"window\":{\"open\":false,\"remaining\":0,\"closes_at\":null},\"href\":\"/notifications/"
                        + ID
                        + "\"}");
    }

    @Test
    void whatIsQueuedIsAccepted() {
        purse.view = new WindowView(true, 3, 7, 10, Entries.CREATED, Instant.parse("2026-11-23T06:20:01.234567Z"));

        Response response = client().body("disk full").post("/notify");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body().asString())
                .isEqualTo("{\"id\":\"" + ID + "\",\"state\":\"queued\",\"duplicate\":false,\"window\":{\"open\":true,"
                        + "\"remaining\":7,\"closes_at\":\"2026-11-23T06:20:01.234Z\"},\"href\":\"/notifications/" + ID
                        + "\"}");
        assertThat(outbox.drafts).containsExactly(Entries.draft("test", "disk full"));
        assertThat(outbox.waits).isEmpty();
    }

    /** Short and long ones are read on different threads, and from more than one piece of the body. */
    @Test
    void aTextOfEveryLengthIsStored() {
        for (int length : new int[] {1, 8 << 10, (8 << 10) + 1, 22_000, 99_999}) {
            String text = "x".repeat(length);

            assertThat(client().body(text).post("/notify").statusCode()).isEqualTo(202);

            assertThat(outbox.drafts.getLast()).isEqualTo(Entries.draft("test", text));
        }
    }

    @Test
    void onlyWhatIsSentIs200() {
        for (State state : State.values()) {
            outbox.door = draft -> CompletableFuture.completedFuture(
                    new Acceptance.Accepted(Entries.entry(1, draft, state, null), true));

            Response response = client().body("x").post("/notify");

            assertThat(response.statusCode()).as(state.code()).isEqualTo(state == State.SENT ? 200 : 202);
            assertThat(response.jsonPath().getString("state")).isEqualTo(state.code());
            assertThat(response.jsonPath().getBoolean("duplicate")).isTrue();
        }
    }

    /** Each holds a connection, and without one nobody else can send. */
    @Test
    void ofOneClientOnlySoManyWait() throws Exception {
        CompletableFuture<Optional<OutboxEntry>> end = new CompletableFuture<>();
        outbox.end = end;
        OutboxEntry sent = Entries.entry(1, "test", State.SENT);
        List<Future<Integer>> waiting = new ArrayList<>();

        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                waiting.add(senders.submit(
                        () -> client().body("x").post("/notify?wait=60s").statusCode()));
            }
            assertThat(outbox.waited.tryAcquire(32, 20, TimeUnit.SECONDS)).isTrue();
            Response oneMore = client().body("x").post("/notify?wait=60s");

            assertThat(oneMore.statusCode()).isEqualTo(202);
            assertThat(outbox.waits).hasSize(32);
            end.complete(Optional.of(sent));
            for (Future<Integer> answer : waiting) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        assertThat(client().body("x").post("/notify?wait=60s").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverHangsUpWaitsNoLonger() throws Exception {
        outbox.end = new CompletableFuture<>();
        String head =
                "POST /notify?wait=60s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer test-token-for-sending-0123456789"
                        + "\r\nContent-Length: 1\r\n\r\nx";

        try (Socket sender = new Socket("localhost", RestAssured.port)) {
            sender.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(outbox.waited.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(outbox.gone).isNotDone();
        }

        assertThat(outbox.gone).succeedsWithin(Duration.ofSeconds(20));
        outbox.end.complete(Optional.empty());
    }

    @Test
    void waitHoldsTheAnswerUntilItIsFinished() {
        CompletableFuture<Optional<OutboxEntry>> end = new CompletableFuture<>();
        outbox.end = end;
        OutboxEntry sent = Entries.entry(1, "test", State.SENT);
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> end.complete(Optional.of(sent)));

        Response response = client().body("x").post("/notify?wait=30s");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getString("state")).isEqualTo("sent");
        assertThat(outbox.waits).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aDuplicateWaitsToo() {
        outbox.door = draft -> CompletableFuture.completedFuture(
                new Acceptance.Accepted(Entries.entry(1, draft, State.HELD, Reason.PURSE_SPENT), true));
        outbox.end = CompletableFuture.completedFuture(Optional.of(Entries.entry(1, "test", State.UNKNOWN)));

        Response response = client().body("x").post("/notify?wait=1s");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.jsonPath().getString("state")).isEqualTo("unknown");
        assertThat(response.jsonPath().getBoolean("duplicate")).isTrue();
    }

    @Test
    void whatCannotBeAskedAfterIsStillStored() {
        outbox.end = CompletableFuture.failedFuture(new StoreException("cannot read"));

        Response response = client().body("x").post("/notify?wait=1s");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.jsonPath().getString("state")).isEqualTo("queued");
    }

    @Test
    void whoExpectsSentIsToldOtherwise() {
        outbox.door = draft -> stored(State.HELD, Reason.WINDOW_SHUT);

        Response response = client().body("x").post("/notify?wait=0s&expect=sent");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.jsonPath().getMap("$"))
                .containsEntry("type", "urn:ilink-notify:not-sent")
                .containsEntry("code", "not-sent")
                .containsEntry("status", 409)
                .containsEntry("title", "Stored, but not sent")
                .containsEntry("detail", "It is stored and stays so; its state is held (window-shut).")
                .containsEntry("id", ID)
                .containsEntry("state", "held")
                .containsEntry("reason", "window-shut")
                .containsEntry("duplicate", false)
                .containsEntry("href", "/notifications/" + ID)
                .containsKey("window")
                .hasSize(11);
    }

    @Test
    void whoExpectsSentAndGetsItHas200() {
        outbox.end = CompletableFuture.completedFuture(Optional.of(Entries.entry(1, "test", State.SENT)));

        assertThat(client().body("x").post("/notify?wait=60s&expect=sent").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=61s|'wait' must be from 0s to 60s, such as wait=30s.",
                "wait=2m|'wait' must be from 0s to 60s, such as wait=30s.",
                "wait=-1s|'wait' must be from 0s to 60s, such as wait=30s.",
                "wait=soon|'wait' must be from 0s to 60s, such as wait=30s.",
                "expect=delivered|'expect' can only be sent."
            },
            quoteCharacter = '`')
    void aWrongParameterIsRefusedBeforeAnythingIsStored(String query, String detail) {
        Response response = client().body("x").post("/notify?" + query);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("detail")).isEqualTo(detail);
        assertThat(outbox.drafts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=30", "wait=PT30S", "wait=30000ms"})
    void thirtySecondsCanBeWrittenInSomeWays(String query) {
        assertThat(client().body("x").post("/notify?" + query).statusCode()).isEqualTo(202);
        assertThat(outbox.waits).containsExactly(Duration.ofSeconds(30));
    }

    @Test
    void aReusedKeyIsRefused() {
        outbox.door = draft -> CompletableFuture.completedFuture(new Acceptance.KeyReused());

        Response response =
                client().header("Idempotency-Key", "build-7").body("x").post("/notify");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.jsonPath().getString("code")).isEqualTo("idempotency-key-reused");
        assertThat(outbox.keys.getFirst().orElseThrow().key()).isEqualTo("build-7");
    }

    @Test
    void aFullQueueIs503() {
        outbox.door = draft -> CompletableFuture.completedFuture(new Acceptance.Full("10000 notifications wait."));

        Response response = client().body("x").post("/notify");

        assertNotStored(response);
        assertThat(response.jsonPath().getString("detail"))
                .isEqualTo("10000 notifications wait. Please repeat the request later.");
    }

    @Test
    void whatCannotBeStoredIs503() {
        outbox.door = draft -> CompletableFuture.failedFuture(new StoreException("/secret/path is read-only"));
        Response later = client().body("x").post("/notify");
        outbox.door = draft -> {
            throw new StoreException("/secret/path is gone");
        };
        Response atOnce = client().body("x").post("/notify");

        for (Response response : List.of(later, atOnce)) {
            assertNotStored(response);
            assertThat(response.body().asString()).doesNotContain("secret");
        }
    }

    private static void assertNotStored(Response response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.jsonPath().getString("code")).isEqualTo("not-stored");
        assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
    }

    private static CompletableFuture<Acceptance> stored(State state, Reason reason) {
        return CompletableFuture.completedFuture(
                new Acceptance.Accepted(Entries.entry(1, Entries.draft("test", "x"), state, reason), false));
    }
}
