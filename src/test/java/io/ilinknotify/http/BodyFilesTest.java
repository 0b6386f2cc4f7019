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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Bodies that may hold files, on a server of their own: they wait on the disk, and nothing of them stays there. */
class BodyFilesTest {
    private static final int LARGE = 200_000;
    private static final long LARGEST = UploadFolder.DISK + 10_000;
    private static final String FORM = "Content-Type: multipart/form-data; boundary=b\r\n";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final List<RoutingContext> inside = new CopyOnWriteArrayList<>();
    private final BodyRoom memory = new BodyRoom(0, System::nanoTime);
    private int port;

    @BeforeEach
    void serve() {
        ProblemWriter problems = new ProblemWriter(new ObjectMapper(), List.of());
        Budgets bodies = new Budgets(
                problems,
                memory,
                memory,
                new BodyRoom(2L * LARGE, System::nanoTime),
                new UploadFolder(folder, LARGEST),
                Duration.ofSeconds(6),
                Duration.ofSeconds(2));
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            context.request().pause(); // As Quarkus does.
            context.setUser(new QuarkusHttpUser(QuarkusSecurityIdentity.builder()
                    .setPrincipal(new QuarkusPrincipal("ci"))
                    .build()));
            bodies.readBody(context);
        });
        router.route().blockingHandler(context -> {
            inside.add(context);
            if (!context.request().uri().contains("held")) {
                answer(context);
            }
        });
        HttpServer server = vertx.createHttpServer().requestHandler(router);
        port = server.listen(0).toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private static void answer(RoutingContext context) {
        Body body = Body.of(context);
        try (InputStream bytes = body.open()) {
            byte[] all = bytes.readAllBytes();
            context.response()
                    .end((body.file().isPresent() ? "file " : "memory ") + all.length + " " + Arrays.hashCode(all));
        } catch (IOException e) {
            context.fail(e);
        }
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {FORM, "Content-Type: application/pdf\r\n", "", "Content-Type: text/plain\r\nFilename: a\r\n"})
    void aLargeBodyIsInAFileUntilItIsAnswered(String headers) throws IOException {
        byte[] body = random(LARGE);
        Socket client = open("/notify", headers + "Content-Length: " + LARGE);
        client.getOutputStream().write(body);

        assertThat(answer(client)).endsWith("file " + LARGE + " " + Arrays.hashCode(body));
        await().until(() -> files() == 0);
    }

    @Test
    void oneInChunksAsWell() throws IOException {
        byte[] body = random(LARGE);
        Socket client = open("/clients/apprise", FORM + "Transfer-Encoding: chunked");
        for (int from = 0; from < LARGE; from += LARGE / 10) {
            client.getOutputStream().write((Integer.toHexString(LARGE / 10) + "\r\n").getBytes(UTF_8));
            client.getOutputStream().write(body, from, LARGE / 10);
            client.getOutputStream().write("\r\n".getBytes(UTF_8));
        }
        client.getOutputStream().write("0\r\n\r\n".getBytes(UTF_8));

        assertThat(answer(client)).endsWith("file " + LARGE + " " + Arrays.hashCode(body));
        await().until(() -> files() == 0);
    }

    @Test
    void aSmallOneIsInMemory() throws IOException {
        Socket client = open("/notify", FORM + "Content-Length: 1000");
        client.getOutputStream().write(new byte[1000]);

        assertThat(answer(client)).contains("memory 1000 ");
    }

    @Test
    void oneThatBreaksOffLeavesNothing() throws IOException {
        Socket client = open("/notify", FORM + "Content-Length: " + LARGE);
        client.getOutputStream().write(new byte[LARGE / 2]);
        await().until(() -> files() == 1);

        client.close();

        await().until(() -> files() == 0);
        assertThat(inside).isEmpty();
    }

    @Test
    void oneThatIsTooLargeOrHasNoSpaceLeavesNothing() throws IOException {
        Socket client = open("/notify", FORM + "Content-Length: " + (LARGEST + 1));
        assertThat(answer(client)).startsWith("HTTP/1.1 413 ").contains("\"limit\":" + LARGEST);

        Socket second = open("/notify", FORM + "Content-Length: " + (UploadFolder.DISK + 1));
        second.getOutputStream().write(new byte[LARGE]);
        assertThat(answer(second)).startsWith("HTTP/1.1 503 ").contains("\"code\":\"not-stored\"");
        assertThat(files()).isZero();
    }

    @Test
    void whoFindsNoRoomIsAskedToComeAgain() throws IOException {
        for (int i = 0; i < 2; i++) {
            int before = i;
            Socket held = open("/notify?held", FORM + "Content-Length: " + LARGE);
            held.getOutputStream().write(new byte[LARGE]);
            await().until(() -> inside.size() == before + 1);
        }

        Socket third = open("/notify", FORM + "Content-Length: " + LARGE);
        third.getOutputStream().write(new byte[LARGE]);
        assertThat(answer(third)).startsWith("HTTP/1.1 503 ").contains("\"code\":\"busy\"");

        Body.of(inside.getFirst()).close(); // what waits for the phone keeps no room
        await().until(() -> files() == 1);
        Socket fourth = open("/notify", FORM + "Content-Length: " + LARGE);
        fourth.getOutputStream().write(new byte[LARGE]);
        assertThat(answer(fourth)).startsWith("HTTP/1.1 200 ");
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.count();
        }
    }

    private Socket open(String path, String headers) throws IOException {
        Socket client = new Socket("localhost", port);
        clients.add(client);
        client.setSoTimeout(10_000);
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n";
        client.getOutputStream().write(head.getBytes(UTF_8));
        return client;
    }

    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            text.append((char) in.read());
        }
        int length = Integer.parseInt(
                text.toString().toLowerCase(Locale.ROOT).replaceFirst("(?s).*content-length: (\\d+).*", "$1"));
        return text + new String(in.readNBytes(length), UTF_8);
    }
}
