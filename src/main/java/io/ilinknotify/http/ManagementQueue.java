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
 * Bounds how many answers with metrics, and how many with health, are made at one time; other requests wait for their turn, and
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

    /** Scrapes are slower than probes, which therefore have a queue of their own. */
    static void install(Router router) {
        router.route("/q/metrics*").order(-1).handler(new Queue()::join);
        router.route("/q/health*").order(-1).handler(new Queue()::join);
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
