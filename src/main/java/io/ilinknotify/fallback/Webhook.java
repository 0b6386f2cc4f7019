package io.ilinknotify.fallback;

import io.ilinknotify.volume.SecretFile;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The operator's webhook: the one address that the settings name, and no other, since redirects are answers like others. */
final class Webhook {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String DEFAULT_MAPPER = "microprofile.rest.client.disable.default.mapper";

    /** The call. A {@code Uni}, because a call that is cancelled closes its socket. */
    @jakarta.ws.rs.Path("")
    @RegisterRestClient(configKey = "fallback")
    interface Api {
        @POST
        @Consumes(MediaType.APPLICATION_JSON)
        Uni<Response> post(@HeaderParam("Authorization") @Nullable String authorization, FallbackPost post);
    }

    private final Api api;
    private final Optional<Path> tokenFile;
    private final long timeoutMillis;

    Webhook(URI url, Optional<Path> tokenFile, Duration timeout) {
        this.tokenFile = tokenFile;
        this.timeoutMillis = timeout.toMillis();
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .followRedirects(false)
                .connectTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .readTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .property(DEFAULT_MAPPER, true)
                // A connection that the other side has closed meanwhile would look like a webhook that does not answer.
                .property(QuarkusRestClientProperties.KEEP_ALIVE_ENABLED, false)
                .build(Api.class);
    }

    /** Posts once; takes no longer than the timeout and never throws. */
    PostOutcome post(FallbackPost post) {
        if (tokenFile.isEmpty()) {
            return call(null, post);
        }
        String token;
        try {
            token = SecretFile.read(tokenFile.get()).strip();
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
        try (Response response = answer.get(timeoutMillis, TimeUnit.MILLISECONDS)) {
            int status = response.getStatus();
            return status >= 200 && status < 300 ? new PostOutcome.Told() : new PostOutcome.Refused(status);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new PostOutcome.NoAnswer("no answer within " + timeoutMillis + " ms");
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
