package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Links under which a phone reads one notification's full text without signing in: {@code …/m/{id}-{mac}}, signed so that
 * knowing one does not help to guess another. Made at the start, since the key is drawn on the volume.
 */
@Startup
@Singleton
public class MessageLinks {
    private static final String KEY = "link-key";
    private static final String FUNCTION = "HmacSHA256";
    /** Half of the 256 bits that the function gives: as many as cannot be guessed. */
    private static final int MAC_BYTES = 16;

    private final byte[] key;
    private final Optional<String> base;

    @Inject
    MessageLinks(Store store, @ConfigProperty(name = "notify.public-url") Optional<URI> publicUrl) {
        this(store.commit(MessageLinks::readOrDraw), publicUrl);
    }

    MessageLinks(byte[] key, Optional<URI> publicUrl) {
        this.key = key.clone();
        this.base = publicUrl.map(url -> url.toString().replaceAll("/+$", ""));
    }

    private static byte[] readOrDraw(Tx tx) {
        Optional<String> stored = KeyValues.get(tx, KEY);
        if (stored.isPresent()) {
            return Base64.getDecoder().decode(stored.get());
        }
        byte[] drawn = new byte[32];
        new SecureRandom().nextBytes(drawn);
        KeyValues.put(tx, KEY, Base64.getEncoder().encodeToString(drawn));
        return drawn;
    }

    /** The link to the notification; empty unless {@code notify.public-url} says how people reach the agent. */
    public Optional<URI> linkTo(NotificationId id) {
        return base.map(b -> URI.create(b + "/m/" + id + "-" + signature(id)));
    }

    /** The notification that {@code {id}-{mac}} leads to; empty when it is not a link of ours. */
    public Optional<NotificationId> follow(String link) {
        String[] parts = link.split("-", 2);
        if (parts.length < 2 || !NotificationId.isValid(parts[0])) {
            return Optional.empty();
        }
        byte[] given = parts[1].getBytes(StandardCharsets.UTF_8);
        return Optional.of(new NotificationId(parts[0]))
                .filter(id -> MessageDigest.isEqual(signature(id).getBytes(StandardCharsets.UTF_8), given));
    }

    private String signature(NotificationId id) {
        try {
            Mac mac = Mac.getInstance(FUNCTION);
            mac.init(new SecretKeySpec(key, FUNCTION));
            byte[] whole = mac.doFinal(id.value().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + FUNCTION, e);
        }
    }
}
