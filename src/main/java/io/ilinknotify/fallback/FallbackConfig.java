package io.ilinknotify.fallback;

import io.ilinknotify.notification.Priority;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code notify.fallback.*}: a second channel for what is urgent and was not sent. Off without a URL. */
@ConfigMapping(prefix = "notify.fallback")
public interface FallbackConfig {
    /**
     * The webhook that takes a {@code POST} with JSON, such as {@code https://hooks.example.org/alerts}. It is kept like a
     * token, since some webhooks carry theirs in the address. Redirects are not followed.
     */
    Optional<Secret<String>> url();

    /** A file with the token for {@code Authorization: Bearer}; read anew for every post. None: no such header. */
    Optional<Path> tokenFile();

    /** How long after its acceptance a notification that is not {@code sent} is told there; 0s to 1d. */
    @WithDefault("5m")
    Duration after();

    /** The least urgent priority that is told there. */
    @WithDefault("high")
    Priority minPriority();
}
