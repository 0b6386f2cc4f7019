package io.ilinknotify.simulator;

import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;

import java.time.Duration;

/** Acts out an answer on the wire, on the event loop of its connection. */
final class AnswerWriter {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;

    AnswerWriter(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
    }

    void write(SimulatedAnswer answer) {
        switch (answer) {
            case SimulatedAnswer.Body body -> {
                if (!response.closed()) {
                    body.headers().forEach(response::putHeader);
                    response.setStatusCode(body.status())
                            .putHeader("Content-Type", body.contentType())
                            .end(body.body());
                }
            }
            case SimulatedAnswer.Held held -> hold(held.request());
            case SimulatedAnswer.Late late -> later(late.after(), () -> write(late.body()));
            case SimulatedAnswer.Cut cut -> reset();
            case SimulatedAnswer.Silent silent -> {
                // The connection stays open until the client gives up.
            }
        }
    }

    private void hold(HeldRequest held) {
        long timer = later(held.atMost(), held::timeUp);
        response.closeHandler(closed -> {
            vertx.cancelTimer(timer);
            held.gone();
        });
        var context = vertx.getOrCreateContext();
        held.onAnswer(answer -> context.runOnContext(now -> {
            vertx.cancelTimer(timer);
            write(answer);
        }));
    }

    /** Without lingering, a closed socket sends a reset instead of a proper end. */
    private void reset() {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }

    private long later(Duration after, Runnable work) {
        return vertx.setTimer(Math.max(1, after.toMillis()), timer -> work.run());
    }
}
