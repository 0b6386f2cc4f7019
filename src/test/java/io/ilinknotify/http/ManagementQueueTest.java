package io.ilinknotify.http;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Management has no tokens: whoever reaches it may ask as often as the machine can be asked. */
class ManagementQueueTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore maySucceed = new Semaphore(0);
    private int port;

    /** The metrics are made by workers. */
    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        router.route("/q/metrics*").order(-2).handler(context -> {
            came.incrementAndGet();
            context.addEndHandler(ended -> gone.incrementAndGet());
            context.next();
        });
        ManagementQueue.install(router);
        router.routeWithRegex("/q/metrics|/q/health/ready")
                .blockingHandler(
                        context -> {
                            begun.incrementAndGet();
                            maySucceed.acquireUninterruptibly();
                            context.response().end("metrics");
                        },
                        false);
        router.route("/q/health/live").handler(context -> context.response().end());
        port = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void stop() {
        maySucceed.release(ManagementQueue.MOST);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoHangsUpIsNotWorkedForAndNobodyWaitsForWhoIsGone() throws IOException {
        for (int i = 1; i <= ManagementQueue.MOST; i++) {
            int number = i;
            try (Socket client = ask("/q/metrics")) {
                await().until(() -> begun.get() == number);
            }
        }
        for (int i = 1; i <= 3; i++) {
            int number = ManagementQueue.MOST + i;
            try (Socket client = ask("/q/metrics")) {
                await().until(() -> came.get() == number);
            }
        }
        await().until(() -> gone.get() == ManagementQueue.MOST + 3);
        try (Socket last = ask("/q/metrics")) {
            await().until(() -> came.get() == ManagementQueue.MOST + 4);
            assertThat(answer("/q/health/live")).startsWith("HTTP/1.1 200 ");
            assertThat(begun).hasValue(ManagementQueue.MOST);

            maySucceed.release(2 * ManagementQueue.MOST);

            assertThat(answer(last)).startsWith("HTTP/1.1 200 ");
        }
        assertThat(begun).hasValue(ManagementQueue.MOST + 1);
    }

    /** A readiness that asks a stalled disk. */
    @Test
    void liveWaitsForNoOtherCheck() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        for (int i = 0; i < ManagementQueue.MOST + 1; i++) {
            stalled.add(ask("/q/health/ready"));
        }
        await().until(() -> begun.get() == ManagementQueue.MOST);

        assertThat(answer("/q/health/live")).startsWith("HTTP/1.1 200 ");

        maySucceed.release(ManagementQueue.MOST + 1);
        for (Socket client : stalled) {
            assertThat(answer(client)).startsWith("HTTP/1.1 200 ");
            client.close();
        }
    }

    private Socket ask(String path) throws IOException {
        Socket client = new Socket("localhost", port);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
        return client;
    }

    private String answer(String path) throws IOException {
        try (Socket client = ask(path)) {
            return answer(client);
        }
    }

    private static String answer(Socket client) throws IOException {
        client.setSoTimeout(10_000);
        return new String(client.getInputStream().readAllBytes(), UTF_8);
    }
}
