package io.ilinknotify.ilink;

import io.ilinknotify.ilink.CallResult.Answered;
import io.ilinknotify.ilink.CallResult.Broken;
import io.ilinknotify.ilink.CallResult.NotReached;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One call of {@link HttpCalls} under way. Who gives up and the event loop that is about to write race for
 * {@link #connecting}: whoever ends it decides whether the server was {@link NotReached} or the request may have been
 * written.
 */
final class Call {
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final HttpCalls.Request request;
    private final Optional<ProxyRule.Proxy> proxy;
    private final int largestAnswer;
    private final long begun = System.nanoTime();
    private final CompletableFuture<CallResult> end = new CompletableFuture<>();
    private final AtomicBoolean connecting = new AtomicBoolean(true);
    private volatile @Nullable HttpConnection connection;
    private volatile boolean answerBegun;
    private volatile long writingSince;

    Call(HttpCalls.Request request, Optional<ProxyRule.Proxy> proxy, int largestAnswer) {
        this.request = request;
        this.proxy = proxy;
        this.largestAnswer = largestAnswer;
    }

    void connected(HttpClientRequest http) {
        connection = http.connection();
        // A broken connection becomes our outcome; without handlers Vert.x also logs it as an error, in the server's
        // words.
        http.connection().exceptionHandler(failure -> {});
        http.exceptionHandler(failure -> {});
        try {
            request.headers().forEach(http::putHeader);
        } catch (IllegalArgumentException e) {
            abort("a header cannot be written"); // its message may hold the value, and that may be the token
        }
        writingSince = System.nanoTime();
        if (!connecting.compareAndSet(true, false)) {
            closeConnection();
            return;
        }
        Future.succeededFuture(http)
                .compose(request.body()::send)
                .compose(this::read)
                .otherwise(failure -> broken(ServerText.ofFailure(failure), false))
                .onSuccess(result -> {
                    end.complete(result);
                    // An answer may come before the whole request is out: then the rest of it is of no use.
                    closeConnection();
                });
    }

    void notConnected(Throwable failure) {
        String way = proxy.map(p -> " (by way of the proxy " + p + ")").orElse("");
        end.complete(new NotReached(ServerText.ofFailure(failure) + way));
    }

    private Future<CallResult> read(HttpClientResponse response) {
        answerBegun = true;
        Promise<CallResult> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(ended -> whole.tryComplete(answered(response, body.getBytes())));
        response.handler(chunk -> {
            if (body.length() + chunk.length() > largestAnswer) {
                whole.tryFail(new IOException("the answer is longer than " + largestAnswer + " bytes"));
            } else {
                body.appendBuffer(chunk);
            }
        });
        return whole.future();
    }

    /** A proxy that wants to know who we are has passed nothing on. */
    private CallResult answered(HttpClientResponse response, byte[] body) {
        if (response.statusCode() == PROXY_AUTHENTICATION_REQUIRED && proxy.isPresent()) {
            return new NotReached("the proxy " + proxy.get() + " wants a user and a password");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().forEach(headers::put);
        return new Answered(response.statusCode(), headers, body);
    }

    /** Waits so long, and says that the request is with the server, which has not answered. */
    boolean isHeldFor(Duration time) throws InterruptedException {
        return !endsWithin(time) && !connecting.get();
    }

    /** Waits for the end; an interrupt, and the end of {@code timeout}, close the connection, and that is the end. */
    CallResult await(Duration timeout) throws InterruptedException {
        return endsWithin(timeout) ? end.join() : timedOut();
    }

    /** Waits in the same way, but through interrupts, which stay set. */
    CallResult awaitThroughInterrupts(Duration timeout) {
        return endInTime(timeout).join() ? end.join() : timedOut();
    }

    private boolean endsWithin(Duration time) throws InterruptedException {
        try {
            return endInTime(time).get();
        } catch (InterruptedException e) {
            abort("interrupted");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call never ends exceptionally", e);
        }
    }

    private CompletableFuture<Boolean> endInTime(Duration time) {
        return end.thenApply(result -> true).completeOnTimeout(false, time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private CallResult timedOut() {
        return giveUp("within " + ServerText.seconds(Duration.ofNanos(System.nanoTime() - begun)), true);
    }

    /** Closes the connection at once. An answer that came before that still counts. */
    CallResult abort(String cause) {
        return giveUp(cause, false);
    }

    private CallResult giveUp(String cause, boolean timedOut) {
        if (connecting.compareAndSet(true, false)) {
            end.complete(new NotReached(timedOut ? "no connection " + cause : cause));
        } else {
            end.complete(broken(timedOut ? "no whole answer " + cause : cause, timedOut));
        }
        closeConnection();
        return end.join();
    }

    private Broken broken(String cause, boolean timedOut) {
        return new Broken(cause, timedOut, answerBegun, Duration.ofNanos(System.nanoTime() - writingSince));
    }

    private void closeConnection() {
        HttpConnection open = connection;
        if (open != null) {
            open.close().onFailure(ignored -> {});
        }
    }
}
