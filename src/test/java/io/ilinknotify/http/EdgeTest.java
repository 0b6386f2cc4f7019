package io.ilinknotify.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The filters of the edge on a server of their own, with limits small enough to reach. */
class EdgeTest {
    private static final int LARGE = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> clients = new ArrayList<>();
    private final List<RoutingContext> inside = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void serve() {
        ProblemWriter problems = new ProblemWriter(new ObjectMapper());
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.request().pause(); // As Quarkus does.
            context.next();
        });
        router.route().handler(new BodyDeadline(problems, Duration.ofSeconds(2))::handle);
        router.route().handler(new BodyGate(problems, new ByteBudget(2 * LARGE, 1), Duration.ofMillis(300))::handle);
        router.route().handler(context -> {
            inside.add(context);
            context.request().bodyHandler(body -> context.response().end("took " + body.length()));
            context.request().resume();
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
    void whatFindsNoRoomWaitsThenIsAskedToComeAgain() throws IOException {
        open("/notify", LARGE);
        open("/notify", LARGE);
        await().until(() -> inside.size() == 2);

        Socket third = open("/notify", LARGE);

        assertThat(answer(third))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: 10")
                .contains("\"code\":\"busy\"");
        assertThat(inside).hasSize(2);
    }

    @Test
    void roomThatIsGivenBackLetsTheNextOneIn() throws IOException {
        Socket first = open("/notify", LARGE);
        Socket second = open("/notify", LARGE);
        await().until(() -> inside.size() == 2);
        Socket third = open("/notify", LARGE);

        finish(first, LARGE);
        assertThat(answer(first)).endsWith("took " + LARGE);
        finish(third, LARGE);
        assertThat(answer(third)).endsWith("took " + LARGE);
        second.close();
        Socket fourth = open("/notify", LARGE);
        finish(fourth, LARGE);
        assertThat(answer(fourth)).endsWith("took " + LARGE);
    }

    @Test
    void smallOnesAlwaysPass() throws IOException {
        open("/notify", LARGE);
        open("/notify", LARGE);
        await().until(() -> inside.size() == 2);

        Socket small = open("/notify", 100);
        finish(small, 100);

        assertThat(answer(small)).endsWith("took 100");
    }

    @Test
    void aBodyThatDoesNotEndIsCut() throws IOException {
        Socket slow = open("/notify", 100);
        finish(slow, 1);

        assertThat(answer(slow)).startsWith("HTTP/1.1 400 ").contains("\"code\":\"timeout\"");
        assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aSmallHeapStillTakesOneOfEverySize() {
        assertThat(BodyGate.bytesInFlight(96 << 20)).isEqualTo(8 << 20);
        assertThat(BodyGate.bytesInFlight(1200L << 20)).isEqualTo(100 << 20);
    }

    private Socket open(String path, int length) throws IOException {
        Socket client = new Socket("localhost", port);
        clients.add(client);
        client.setSoTimeout(10_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n";
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
