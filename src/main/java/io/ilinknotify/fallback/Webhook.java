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
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The operator's webhook: the one address that the settings name, and no other, since redirects are answers like others. */
final class Webhook {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String DEFAULT_MAPPER = "microprofile.rest.client.disable.default.mapper";

    /** How a post ended. */
    sealed interface PostOutcome {
        /** Answered with a 2xx: it is told. */
        record Told() implements PostOutcome {}

        /** Answered with anything else, a redirect included. */
        record Refused(int status) implements PostOutcome {}

        /** Not reached, or no answer in time: it may have arrived. */
        record NoAnswer(String cause) implements PostOutcome {}

        /** Nothing was posted: {@code notify.fallback.token-file} holds no token. */
        record NoToken(String cause) implements PostOutcome {}

        /** The name in the metrics. */
        default String code() {
            return switch (this) {
                case Told t -> "told";
                case Refused r -> "refused";
                case NoAnswer n -> "no-answer";
                case NoToken n -> "no-token";
            };
        }

        /** The fault, for people; empty when it is told. */
        default String failure() {
            return switch (this) {
                case Told t -> "";
                case Refused r -> "answered HTTP " + r.status();
                case NoAnswer n -> n.cause();
                case NoToken n -> n.cause();
            };
        }
    }

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
    private final Duration timeout;

    Webhook(URI url, Optional<Path> tokenFile, Duration timeout) {
        this.tokenFile = tokenFile;
        this.timeout = timeout;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .followRedirects(false)
                .connectTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
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
        try {
            return api.post(authorization, post)
                    .map(Webhook::read)
                    .ifNoItem()
                    .after(timeout)
                    .recoverWithItem(() -> new PostOutcome.NoAnswer("no answer within " + timeout.toMillis() + " ms"))
                    .onFailure()
                    .recoverWithItem(failure -> new PostOutcome.NoAnswer(words(failure)))
                    .await()
                    .indefinitely();
        } catch (CompletionException interrupted) {
            return new PostOutcome.NoAnswer("the agent stopped");
        }
    }

    private static PostOutcome read(Response answer) {
        try (answer) {
            int status = answer.getStatus();
            return status >= 200 && status < 300 ? new PostOutcome.Told() : new PostOutcome.Refused(status);
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
