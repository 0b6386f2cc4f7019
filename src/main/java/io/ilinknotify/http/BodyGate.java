package io.ilinknotify.http;

import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Lets a body in only when there is memory for it: 256 senders with a megabyte each would not fit a small heap. Until
 * then nothing of it is read, and the sender's own TCP holds it back.
 */
@Singleton
final class BodyGate {
    /** Bodies up to this size always pass: an alert is small, and all connections together cannot fill much. */
    static final long ALWAYS = 16 * 1024;
    /** How long a body waits for room before its sender is asked to come again. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** After the limit that Quarkus sets for all routes, so that ours is the one that counts. */
    private static final int AFTER_UPLOAD_LIMIT = -1;

    private static final int LONGEST_LINE = 256;
    private static final Problem FULL = Problem.of(
            503, "busy", "Busy", "Too many large requests are being read. Nothing was stored; please repeat later.");

    private final ProblemWriter problems;
    private final ByteBudget budget;
    private final Duration patience;

    @Inject
    BodyGate(ProblemWriter problems) {
        this(problems, new ByteBudget(bytesInFlight(Runtime.getRuntime().maxMemory()), LONGEST_LINE), PATIENCE);
    }

    BodyGate(ProblemWriter problems, ByteBudget budget, Duration patience) {
        this.problems = problems;
        this.budget = budget;
        this.patience = patience;
    }

    /** A body is in memory several times over while it is read: a twelfth of the heap, but one of every size fits. */
    static long bytesInFlight(long heap) {
        return Math.max(Route.WEBHOOK.largestBody(), heap / 12);
    }

    void install(@Observes Filters filters) {
        FilterOrder.BODY.register(filters, this::handle);
    }

    void limitChunks(@Observes Router router) {
        router.route().order(AFTER_UPLOAD_LIMIT).handler(context -> {
            context.put(
                    VertxHttpRecorder.MAX_REQUEST_SIZE_KEY,
                    Route.of(context.request()).largestBody());
            context.next();
        });
    }

    void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            context.next();
            return;
        }
        long limit = Route.of(request).largestBody();
        long length = length(request, limit);
        if (length > limit) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            problems.answer(context, Problems.ofStatus(413).with("limit", limit));
        } else if (length <= ALWAYS) {
            context.next();
        } else {
            enter(context, length);
        }
    }

    private void enter(RoutingContext context, long bytes) {
        Context loop = context.vertx().getOrCreateContext();
        ByteBudget.@Nullable Place place = budget.ask(bytes, () -> loop.runOnContext(granted -> context.next()));
        if (place == null) {
            problems.answer(context, FULL);
            return;
        }
        long timer = context.vertx().setTimer(patience.toMillis(), late -> {
            if (place.giveUp()) {
                problems.answer(context, FULL);
            }
        });
        context.addEndHandler(done -> {
            context.vertx().cancelTimer(timer);
            place.giveBack();
        });
    }

    /** What is announced; a body in chunks announces nothing and counts as the largest. */
    private static long length(HttpServerRequest request, long limit) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null) {
            return limit;
        }
        try {
            return Long.parseLong(announced);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
