package io.ilinknotify.webhook.alerts;

import io.ilinknotify.access.SignedRoute;
import io.ilinknotify.http.Route;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.webhook.WebhookConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import io.vertx.core.http.HttpServerRequest;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Grafana's signature as it comes over HTTP. Without a configured secret no request is signed. */
@Singleton
public final class GrafanaSignature implements SignedRoute {
    private final Optional<BodySignature> signature;
    private final String signatureHeader;
    private final Optional<String> timestampHeader;
    private final Clock clock;

    @Inject
    public GrafanaSignature(WebhookConfig config, Clock clock) {
        WebhookConfig.Grafana grafana = config.grafana();
        this.signature = secret(grafana).map(BodySignature::new);
        this.signatureHeader = grafana.signatureHeader();
        this.timestampHeader = grafana.timestampHeader();
        this.clock = clock;
    }

    /** Makes the start read the secret's file. */
    void load(@Observes @Priority(25) StartupEvent start) {}

    private static Optional<String> secret(WebhookConfig.Grafana grafana) {
        Optional<String> given = grafana.hmacSecret().map(Secret::get);
        if (given.isPresent() || grafana.hmacSecretFile().isEmpty()) {
            return given.filter(secret -> !secret.isEmpty());
        }
        Path file = grafana.hmacSecretFile().get();
        try {
            String secret = Files.readString(file).replaceFirst("\\R\\z", "");
            if (secret.isEmpty()) {
                throw new StartupProblem("notify.webhook.grafana.hmac-secret-file: " + file + " is empty");
            }
            return Optional.of(secret);
        } catch (IOException e) {
            throw new StartupProblem("notify.webhook.grafana.hmac-secret-file: " + file + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    @Override
    public boolean isSigned(HttpServerRequest request) {
        return signature.isPresent()
                && Route.of(request) == Route.GRAFANA
                && BodySignature.isWellFormed(request.getHeader(signatureHeader))
                && timestampHeader
                        .map(header -> BodySignature.isNew(request.getHeader(header), clock.instant()))
                        .orElse(true);
    }

    /** Tells whether the request's signature is that of its body, and new enough. */
    public boolean isValid(HttpServerRequest request, byte[] body) {
        String given = request.getHeader(signatureHeader);
        if (signature.isEmpty() || given == null) {
            return false;
        }
        return timestampHeader
                .map(header -> signature.get().isValid(given, request.getHeader(header), body, clock.instant()))
                .orElseGet(() -> signature.get().isValid(given, body));
    }
}
