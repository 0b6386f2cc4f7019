package io.ilinknotify.webhook;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.clients.ForeignClient;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code notify.webhook.*}: the ways in of monitoring systems and of clients made for other services. */
@ConfigMapping(prefix = "notify.webhook")
public interface WebhookConfig {
    /**
     * The priority that a word of severity stands for, in every sender's payload: {@code notify.webhook.severity.page=high}.
     * Usual words are known ({@code critical}, {@code error}, {@code P3}, {@code info} …); others are {@code default}.
     */
    Map<String, Priority> severity();

    /** {@code notify.webhook.grafana.*}. */
    Grafana grafana();

    /** Ways in that are switched off and answer 404, by the names of {@link ForeignClient}: {@code slack}, {@code bark} … */
    Optional<Set<ForeignClient>> off();

    /** Grafana's signature as an alternative to a token. */
    interface Grafana {
        /** The secret of the contact point's HMAC signature. Read it with {@code map(Secret::get)}. */
        Optional<Secret<String>> hmacSecret();

        /** A file with that secret, a final newline is ignored; not together with {@link #hmacSecret()}. */
        Optional<Path> hmacSecretFile();

        /** The header that carries the signature. */
        @WithDefault("X-Grafana-Alerting-Signature")
        String signatureHeader();

        /** The header that carries the time of signing; once set, signatures without it or older than 5 minutes are refused. */
        Optional<String> timestampHeader();
    }
}
