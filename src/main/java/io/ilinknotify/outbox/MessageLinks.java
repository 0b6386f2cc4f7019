package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.Store;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Optional;

/**
 * Links under which a phone reads one notification's full text without signing in: {@code …/m/{id}-{mac}}. Made at the
 * start, since its key is drawn on the volume.
 */
@Startup
@ApplicationScoped
public class MessageLinks {
    private final LinkKey key;
    private final Optional<String> base;

    @Inject
    MessageLinks(Store store, @ConfigProperty(name = "notify.public-url") Optional<URI> publicUrl) {
        this(LinkKey.of(store), publicUrl);
    }

    MessageLinks(LinkKey key, Optional<URI> publicUrl) {
        this.key = key;
        this.base = publicUrl.map(url -> url.toString().replaceAll("/+$", ""));
    }

    /** The link to the notification; empty unless {@code notify.public-url} says how people reach the agent. */
    public Optional<URI> linkTo(NotificationId id) {
        return base.map(b -> URI.create(b + "/m/" + id + "-" + key.sign(id)));
    }

    /** The notification that {@code {id}-{mac}} leads to; empty when it is not a link of ours. */
    public Optional<NotificationId> follow(String link) {
        int dash = link.indexOf('-');
        if (dash < 0 || !NotificationId.isValid(link.substring(0, dash))) {
            return Optional.empty();
        }
        NotificationId id = new NotificationId(link.substring(0, dash));
        return Optional.of(id).filter(known -> key.isSignature(known, link.substring(dash + 1)));
    }
}
