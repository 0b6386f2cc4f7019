package io.ilinknotify.simulator;

import io.netty.channel.ChannelOption;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

import static java.util.Objects.requireNonNullElse;

/** A {@link SimulatedIlink} behind HTTP on the loopback interface, with the phone's page. */
public final class Simulator implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final SimulatedIlink ilink;
    private final Vertx vertx;
    private final int port;

    /** Puts a server on a port; 0 is any free one. */
    Simulator(SimulatedIlink ilink, int wishedPort) {
        this.ilink = ilink;
        this.vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        var router = Router.router(vertx);
        new PhoneRoutes(ilink, vertx).addTo(router);
        router.route(Endpoint.UPLOAD.path).handler(call -> upload(call.request()));
        router.route().handler(call -> handle(call.request()));
        var options = new HttpServerOptions().setHost(HOST).setPort(wishedPort).setMaxInitialLineLength(64 * 1024);
        try {
            this.port = await(vertx.createHttpServer(options)
                            .requestHandler(router)
                            .listen())
                    .actualPort();
        } catch (CompletionException portTaken) {
            await(vertx.close());
            throw new IllegalStateException(
                    "the simulator cannot listen on port " + wishedPort + ": " + portTaken.getMessage(), portTaken);
        }
        ilink.ownUrl = baseUrl();
    }

    /** On a free port, by the system's clock. */
    public static Simulator start() {
        long seed = ThreadLocalRandom.current().nextLong();
        return new Simulator(new SimulatedIlink(Clock.systemUTC(), seed), 0);
    }

    public SimulatedIlink ilink() {
        return ilink;
    }

    public Phone phone() {
        return ilink.phone();
    }

    /** The address for the client, without a slash at the end. */
    public String baseUrl() {
        return "http://" + HOST + ":" + port;
    }

    public String cdnUrl() {
        return baseUrl() + "/c2c";
    }

    public String phoneUrl() {
        return baseUrl() + "/phone";
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> answer(request, ilink.handle(read(request, body.toString(StandardCharsets.UTF_8)))));
    }

    /** A connection that is to be reset before the upload has its effect is reset in the middle of it. */
    private void upload(HttpServerRequest request) {
        boolean cut = ilink.cutsNextUpload();
        long length = Long.parseLong(requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_LENGTH), "0"));
        Buffer got = Buffer.buffer();
        Runnable answer = () -> answer(request, ilink.upload(read(request, ""), got.getBytes()));
        request.endHandler(end -> answer.run()).handler(piece -> {
            got.appendBuffer(piece);
            if (cut && 2L * got.length() >= length) {
                request.handler(null).endHandler(null);
                answer.run();
            }
        });
    }

    private static SimulatedRequest read(HttpServerRequest request, String body) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : request.headers()) {
            headers.merge(header.getKey(), header.getValue(), (first, second) -> first + ", " + second);
        }
        return new SimulatedRequest(request.method().name(), request.uri(), headers, body);
    }

    /** Acts out an answer on the wire, on the event loop of its connection. */
    private void answer(HttpServerRequest request, SimulatedAnswer answer) {
        HttpServerResponse response = request.response();
        switch (answer) {
            case SimulatedAnswer.Body body -> {
                if (!response.closed()) {
                    body.headers().forEach(response::putHeader);
                    response.setStatusCode(body.status())
                            .putHeader("Content-Type", body.contentType())
                            .end(body.body());
                }
            }
            case SimulatedAnswer.Held held -> hold(request, held.request());
            case SimulatedAnswer.Late late -> later(late.after(), () -> answer(request, late.body()));
            case SimulatedAnswer.Cut cut -> {
                // Without lingering, a closed socket sends a reset instead of a proper end.
                if (request.connection() instanceof ConnectionBase connection) {
                    connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                }
                request.connection().close();
            }
            case SimulatedAnswer.Silent silent -> {
                // The connection stays open until the client gives up.
            }
        }
    }

    private void hold(HttpServerRequest request, HeldRequest held) {
        long timer = later(held.atMost(), held::timeUp);
        request.response().closeHandler(closed -> {
            vertx.cancelTimer(timer);
            held.gone();
        });
        var context = vertx.getOrCreateContext();
        held.onAnswer(answer -> context.runOnContext(now -> {
            vertx.cancelTimer(timer);
            answer(request, answer);
        }));
    }

    private long later(Duration after, Runnable work) {
        return vertx.setTimer(Math.max(1, after.toMillis()), timer -> work.run());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
