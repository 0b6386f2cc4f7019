package io.ilinknotify.fallback;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts to one address that the settings name, and nowhere else: redirects are answers like others. */
final class HttpWebhook implements Webhook {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client;
    private final URI url;
    private final Optional<Path> tokenFile;
    private final Duration patience;

    HttpWebhook(Vertx vertx, URI url, Optional<Path> tokenFile) {
        this(vertx, url, tokenFile, PATIENCE);
    }

    HttpWebhook(Vertx vertx, URI url, Optional<Path> tokenFile, Duration patience) {
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(false).setConnectTimeout(Math.toIntExact(patience.toMillis())));
        this.url = url;
        this.tokenFile = tokenFile;
        this.patience = patience;
    }

    @Override
    public PostOutcome post(FallbackPost post) {
        if (tokenFile.isEmpty()) {
            return call(null, post);
        }
        String token;
        try {
            token = Files.readString(tokenFile.get()).strip();
        } catch (IOException e) {
            return new PostOutcome.NoToken("notify.fallback.token-file cannot be read");
        }
        boolean usable = !token.isEmpty() && token.chars().allMatch(c -> c > 0x20 && c < 0x7F);
        return usable
                ? call("Bearer " + token, post)
                : new PostOutcome.NoToken("notify.fallback.token-file holds no token");
    }

    private PostOutcome call(@Nullable String authorization, FallbackPost post) {
        Future<HttpClientRequest> connected = client.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false));
        CompletableFuture<Integer> answered = connected
                .compose(request -> sent(request, authorization, json(post)))
                .toCompletionStage()
                .toCompletableFuture();
        try {
            int status = answered.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return status >= 200 && status < 300 ? new PostOutcome.Told() : new PostOutcome.Refused(status);
        } catch (TimeoutException e) {
            return new PostOutcome.NoAnswer("no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new PostOutcome.NoAnswer(words(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PostOutcome.NoAnswer("the agent stopped");
        } finally {
            // Whatever is still to come, an answer that never ends included, is not waited for.
            connected.onSuccess(HttpClientRequest::reset);
        }
    }

    private static Future<Integer> sent(HttpClientRequest request, @Nullable String authorization, Buffer body) {
        request.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        if (authorization != null) {
            request.putHeader(HttpHeaders.AUTHORIZATION, authorization);
        }
        return request.send(body).map(HttpClientResponse::statusCode);
    }

    /** With {@code null} where there is nothing to say: a webhook can rely on every field. */
    private static Buffer json(FallbackPost post) {
        return new JsonObject()
                .put("id", post.id())
                .put("title", post.title())
                .put("text", post.text())
                .put("priority", post.priority())
                .put("state", post.state())
                .put("reason", post.reason())
                .put("created_at", post.createdAt())
                .toBuffer();
    }

    /** The kind of failure only: messages of failures carry the address, and some addresses carry a token. */
    private static String words(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return "not answered: " + (cause == null ? "unknown" : cause.getClass().getSimpleName());
    }
}
