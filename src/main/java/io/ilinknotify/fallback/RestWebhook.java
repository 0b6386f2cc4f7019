package io.ilinknotify.fallback;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts to one address that the settings name, and nowhere else: redirects are answers like others. */
final class RestWebhook implements Webhook {
    private static final long PATIENCE_SECONDS = 10;
    private static final String DEFAULT_MAPPER = "microprofile.rest.client.disable.default.mapper";

    private final WebhookApi api;
    private final Optional<Path> tokenFile;
    private final long patienceMillis;

    RestWebhook(URI url, Optional<Path> tokenFile) {
        this(url, tokenFile, TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    RestWebhook(URI url, Optional<Path> tokenFile, long patienceMillis) {
        this.tokenFile = tokenFile;
        this.patienceMillis = patienceMillis;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .followRedirects(false)
                .connectTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                .readTimeout(patienceMillis, TimeUnit.MILLISECONDS)
                .property(DEFAULT_MAPPER, true)
                // A connection that the other side has closed meanwhile would look like a webhook that does not answer.
                .property(QuarkusRestClientProperties.KEEP_ALIVE_ENABLED, false)
                .build(WebhookApi.class);
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
        CompletableFuture<Response> answer =
                api.post(authorization, post).subscribeAsCompletionStage().toCompletableFuture();
        try (Response response = answer.get(patienceMillis, TimeUnit.MILLISECONDS)) {
            int status = response.getStatus();
            return status >= 200 && status < 300 ? new PostOutcome.Told() : new PostOutcome.Refused(status);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new PostOutcome.NoAnswer("no answer within " + PATIENCE_SECONDS + " s");
        } catch (ExecutionException e) {
            return new PostOutcome.NoAnswer(words(e.getCause()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new PostOutcome.NoAnswer("the agent stopped");
        }
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
