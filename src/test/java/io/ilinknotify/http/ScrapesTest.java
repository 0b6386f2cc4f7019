package io.ilinknotify.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ScrapesTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final Semaphore maySucceed = new Semaphore(0);
    private int port;

    /** The metrics are made by workers. */
    @BeforeEach
    void serve() {
        Router router = Router.router(vertx);
        new Scrapes(new ProblemWriter(new ObjectMapper(), List.of())).install(router);
        router.route("/q/metrics")
                .handler(context -> {
                    context.request().connection().closeHandler(closed -> hungUp.incrementAndGet());
                    context.next();
                })
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
        maySucceed.release(Scrapes.MOST);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void thoseWhoHangUpDoNotMakeALineOfScrapes() throws IOException {
        for (int i = 1; i <= Scrapes.MOST; i++) {
            int number = i;
            try (Socket client = ask("/q/metrics")) {
                await().until(() -> begun.get() == number);
            }
        }
        await().until(() -> hungUp.get() == Scrapes.MOST);

        assertThat(answer("/q/metrics")).startsWith("HTTP/1.1 503 ").contains("\"code\":\"busy\"");
        assertThat(answer("/q/metrics/more")).startsWith("HTTP/1.1 503 ");
        assertThat(answer("/q/health/live")).startsWith("HTTP/1.1 200 ");

        maySucceed.release(2 * Scrapes.MOST);
        await().until(() -> answer("/q/metrics").startsWith("HTTP/1.1 200 "));
    }

    private Socket ask(String path) throws IOException {
        Socket client = new Socket("localhost", port);
        client.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
        return client;
    }

    private String answer(String path) throws IOException {
        try (Socket client = ask(path)) {
            client.setSoTimeout(10_000);
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
