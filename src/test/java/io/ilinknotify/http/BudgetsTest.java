package io.ilinknotify.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Budgets on a server of their own, with limits small enough to reach. */
class BudgetsTest {
    private static final int LARGE = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> clients = new ArrayList<>();
    private final List<RoutingContext> inside = new CopyOnWriteArrayList<>();
    /** Stands still, so that nobody is too slow until a test says so. */
    private final AtomicLong nanos = new AtomicLong();

    private int port;

    @BeforeEach
    void serve() {
        ProblemWriter problems = new ProblemWriter(new ObjectMapper(), List.of());
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.request().pause(); // As Quarkus does.
            context.next();
        });
        BodyRoom room = new BodyRoom(2 * LARGE, nanos::get);
        Budgets bodies = new Budgets(
                problems,
                room,
                room,
                room,
                new UploadFolder(Path.of("/nowhere"), LARGE),
                Duration.ofSeconds(6),
                Duration.ofSeconds(3));
        router.route().handler(Budgets::passBy);
        router.route()
                .path("/refused")
                .handler(context -> context.response().setStatusCode(401).end());
        router.route().handler(context -> {
            context.setUser(new QuarkusHttpUser(QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("ci"))
                    .build()));
            bodies.readBody(context);
        });
        router.route().handler(context -> {
            inside.add(context);
            if (!context.request().uri().contains("held")) {
                context.response().end("took " + context.body().length());
            }
        });
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0).toCompletionStage().toCompletableFuture().join().actualPort();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsTooLargeIsRefusedByWhatItAnnounces() throws IOException {
        Socket client = open("/notify", (1 << 20) + 1);

        assertThat(answer(client))
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("connection: close")
                .contains("\"code\":\"too-large\"", "\"limit\":1048576");
    }

    @Test
    void aLengthThatIsNoNumberDoesNotComeSoFar() throws IOException {
        for (String length : new String[] {"-1", "+5", "5x", "5, 6", "99999999999999999999"}) {
            assertThat(answer(open("/notify", length))).as(length).startsWith("HTTP/1.1 400 ");
        }
        assertThat(inside).isEmpty();
    }

    @Test
    void aChunkedBodyIsRefusedWhenItHasGrownTooLarge() throws IOException {
        Socket client = chunked("/login/operator", 5000);

        assertThat(answer(client)).startsWith("HTTP/1.1 413 ").contains("\"limit\":4096");
    }

    @Test
    void whatFindsNoRoomWaitsThenIsAskedToComeAgain() throws IOException {
        held();
        held();

        Socket third = open("/notify", LARGE);
        finish(third, LARGE);

        assertThat(answer(third))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: 10")
                .contains("\"code\":\"busy\"");
        assertThat(inside).hasSize(2);
    }

    @Test
    void roomThatIsGivenBackLetsTheNextOneIn() throws IOException {
        held();
        held();
        Socket third = open("/notify", LARGE);
        finish(third, LARGE);

        inside.getFirst().response().end("took it");
        assertThat(answer(third)).endsWith("took " + LARGE);
        clients.get(1).close();
        Socket fourth = open("/notify", LARGE);
        finish(fourth, LARGE);
        assertThat(answer(fourth)).endsWith("took " + LARGE);
    }

    @Test
    void whoWaitsForTheOutcomeKeepsNoRoomFromOthers() throws IOException {
        held();
        held();
        inside.forEach(context -> Body.of(context).close()); // as when the notification is stored

        Socket client = open("/notify", 2 * LARGE);
        finish(client, 2 * LARGE);

        assertThat(answer(client)).endsWith("took " + 2 * LARGE);
        assertThat(inside.getFirst().body().buffer()).isNull();
        assertThat(Body.of(inside.getFirst()).isEmpty()).isTrue();
    }

    @Test
    void whoSendsNothingTakesNoRoom() throws IOException {
        for (int i = 0; i < 5; i++) {
            open("/notify", LARGE);
        }

        Socket client = open("/notify", LARGE);
        finish(client, LARGE);

        assertThat(answer(client)).endsWith("took " + LARGE);
    }

    @Test
    void whoIsSlowGivesWayToWhoWaits() throws IOException {
        Socket slow = open("/notify", 2 * LARGE);
        finish(slow, LARGE);
        Socket slowInChunks = chunked("/notify", LARGE);
        Socket client = open("/notify", LARGE);
        finish(client, LARGE);
        await().pollDelay(Duration.ofMillis(300)).until(() -> inside.isEmpty());

        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(answer(client)).endsWith("took " + LARGE);
        assertThat(answer(slow)).startsWith("HTTP/1.1 503 ");
        slowInChunks.close();
    }

    @Test
    void smallOnesAlwaysPass() throws IOException {
        held();
        held();

        Socket small = open("/notify", 20_000);
        finish(small, 20_000);

        assertThat(answer(small)).endsWith("took 20000");
    }

    @Test
    void aBodyThatDoesNotEndIsCut() throws IOException {
        Socket slow = open("/notify", 100);
        finish(slow, 1);

        assertThat(answer(slow)).startsWith("HTTP/1.1 400 ").contains("\"code\":\"timeout\"");
        assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aSenderThatAsksFirstIsToldToGoOn() throws IOException {
        Socket client = connect();
        client.getOutputStream()
                .write("POST /notify HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
                        .getBytes(UTF_8));

        assertThat(new String(client.getInputStream().readNBytes(25), UTF_8))
                .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
        finish(client, 5);
        assertThat(answer(client)).endsWith("took 5");
    }

    @Test
    void theConnectionIsStillGoodAfterARefusal() throws IOException {
        Socket client = connect();
        for (int i = 0; i < 3; i++) {
            client.getOutputStream()
                    .write("POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12345".getBytes(UTF_8));
            assertThat(answer(client)).startsWith("HTTP/1.1 401 ");
        }
    }

    /** The timer of the deadline once held every request for 30 s after its answer. */
    @Test
    void nothingOfARequestIsHeldAfterItsAnswer() throws IOException {
        List<WeakReference<RoutingContext>> answered = new ArrayList<>();
        for (String path : new String[] {"/notify", "/refused", "/login/operator"}) {
            Socket client = open(path, 10);
            finish(client, 10);
            answer(client);
        }
        inside.forEach(context -> answered.add(new WeakReference<>(context)));
        inside.clear();

        await().atMost(Duration.ofSeconds(2)).until(() -> {
            System.gc();
            return answered.stream().allMatch(context -> context.refersTo(null));
        });
    }

    @Test
    void aSmallHeapStillTakesOneOfEverySize() {
        assertThat(Budgets.bytesInFlight(96 << 20)).isEqualTo(8 << 20);
        assertThat(Budgets.bytesInFlight(1200L << 20)).isEqualTo(100 << 20);
    }

    /** A body that is read and stays in its place. */
    private void held() throws IOException {
        int before = inside.size();
        finish(open("/clients/held", LARGE), LARGE);
        await().until(() -> inside.size() == before + 1);
    }

    private Socket chunked(String path, int bytes) throws IOException {
        Socket client = connect();
        String head = "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(bytes) + "\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        finish(client, bytes);
        return client;
    }

    private Socket connect() throws IOException {
        Socket client = new Socket("localhost", port);
        clients.add(client);
        client.setSoTimeout(10_000);
        return client;
    }

    private Socket open(String path, Object length) throws IOException {
        Socket client = connect();
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: "
                + length + "\r\n\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        return client;
    }

    private static void finish(Socket client, int bytes) throws IOException {
        client.getOutputStream().write(new byte[bytes]);
    }

    /** Head and body of the next answer. */
    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.read());
        }
        int length = Integer.parseInt(text.toString()
                .toLowerCase(java.util.Locale.ROOT)
                .replaceFirst("(?s).*content-length: (\\d+).*", "$1"));
        return text + new String(in.readNBytes(length), UTF_8);
    }
}
