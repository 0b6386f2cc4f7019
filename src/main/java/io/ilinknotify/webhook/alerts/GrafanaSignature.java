package io.ilinknotify.webhook.alerts;

import io.ilinknotify.access.SignedRoute;
import io.ilinknotify.http.Route;
import io.ilinknotify.volume.SecretFile;
import io.ilinknotify.webhook.WebhookConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.Secret;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Grafana's signature: HMAC-SHA256 in hex over a body, or over {@code <seconds since 1970>:} and the body. Without a
 * configured secret no request is signed.
 */
@Singleton
public final class GrafanaSignature implements SignedRoute {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SIGNATURE = Pattern.compile("\\s*[0-9a-fA-F]{64}\\s*");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final WebhookConfig.Grafana config;
    private final Optional<SecretKeySpec> secret;
    private final Clock clock;

    public GrafanaSignature(WebhookConfig config, Clock clock) {
        this.config = config.grafana();
        this.secret =
                secret(this.config).map(text -> new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        this.clock = clock;
    }

    /** Makes the start read the secret's file. */
    void load(@Observes @Priority(25) StartupEvent start) {}

    private static Optional<String> secret(WebhookConfig.Grafana grafana) {
        Optional<String> given = grafana.hmacSecret().map(Secret::get);
        return given.isPresent()
                ? given.filter(secret -> !secret.isEmpty())
                : grafana.hmacSecretFile()
                        .map(file -> SecretFile.read("notify.webhook.grafana.hmac-secret-file", file));
    }

    @Override
    public boolean isSigned(HttpServerRequest request) {
        return Route.of(request) == Route.GRAFANA && isSigned(signature(request), time(request));
    }

    /** Tells whether the request's signature is that of its body, and new enough. */
    public boolean isValid(HttpServerRequest request, byte[] body) {
        return isValid(signature(request), time(request), body);
    }

    private @Nullable String signature(HttpServerRequest request) {
        return request.getHeader(config.signatureHeader());
    }

    private @Nullable String time(HttpServerRequest request) {
        return config.timestampHeader().map(request::getHeader).orElse(null);
    }

    /** Tells whether it has the form of a signature: if not, it is not worth reading the body that it is to be compared with. */
    boolean isSigned(@Nullable String signature, @Nullable String time) {
        return secret.isPresent()
                && signature != null
                && SIGNATURE.matcher(signature).matches()
                && (config.timestampHeader().isEmpty() || (time != null && isNew(time)));
    }

    /** Compares in constant time. Where a time is expected, it is a part of what is signed. */
    boolean isValid(@Nullable String signature, @Nullable String time, byte[] body) {
        return signature != null
                && isSigned(signature, time)
                && MessageDigest.isEqual(
                        hmac(time == null ? "" : time + ":", body),
                        HexFormat.of().parseHex(signature.strip()));
    }

    private boolean isNew(String time) {
        return SECONDS.matcher(time).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), clock.instant())
                                .abs()
                                .compareTo(SKEW)
                        <= 0;
    }

    private byte[] hmac(String before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret.orElseThrow());
            mac.update(before.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }
}
