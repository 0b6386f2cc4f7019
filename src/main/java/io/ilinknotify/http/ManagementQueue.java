package io.ilinknotify.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * Bounds how many answers of the management port are made at one time, of each kind a few; other requests wait for their turn, and
 * whoever hangs up gives it back. Nobody needs a token for one, and Quarkus' workers would make those of clients that are gone
 * as well: a line without end, in which the probes and the senders wait.
 */
@Singleton
final class ManagementQueue {
    static final int MOST = 4;
    /** No answer takes that long: the turn of a client that has hung up ends then, should its answer never be made. */
    private static final long LONGEST_MILLIS = 10_000;

    void install(@Observes ManagementInterface management) {
        install(management.router());
    }

    /** Live waits for nothing that asks the disk: a stall of it is no reason for a restart. */
    static void install(Router router) {
        Queue live = new Queue();
        Queue health = new Queue();
        Queue metrics = new Queue();
        router.route("/q/*").order(-1).handler(request -> {
            String path = request.normalizedPath();
            Queue queue = path.startsWith("/q/health/live") ? live : path.startsWith("/q/health") ? health : metrics;
            queue.join(request);
        });
    }

    private static final class Turn {
        private final RoutingContext request;
        private final Context eventLoop;
        private boolean begun;

        Turn(RoutingContext request) {
            this.request = request;
            this.eventLoop = request.vertx().getOrCreateContext();
        }
    }

    private static final class Queue {
        private final SequencedSet<Turn> waiting = new LinkedHashSet<>();
        private int begun;

        void join(RoutingContext request) {
            Turn turn = new Turn(request);
            request.addHeadersEndHandler(made -> end(turn));
            request.addEndHandler(ended -> leave(turn));
            synchronized (this) {
                waiting.add(turn);
                begin();
            }
        }

        private void begin() {
            while (begun < MOST && !waiting.isEmpty()) {
                Turn next = waiting.removeFirst();
                next.begun = true;
                begun++;
                next.eventLoop.runOnContext(now -> next.request.next());
            }
        }

        private synchronized void end(Turn turn) {
            if (turn.begun) {
                turn.begun = false;
                begun--;
                begin();
            }
        }

        /** Comes with the end of the answer, or early, when the client hangs up while its answer is made. */
        private synchronized void leave(Turn turn) {
            if (!waiting.remove(turn) && turn.begun) {
                turn.request.vertx().setTimer(LONGEST_MILLIS, late -> end(turn));
            }
        }
    }
}
