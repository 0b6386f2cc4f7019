package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Signs the links to single notifications, so that knowing one does not help to guess another. */
final class LinkKey {
    /** Half of the 256 bits that the function gives: as many as cannot be guessed. */
    static final int MAC_BYTES = 16;

    private static final String MEMO = "link-key";
    private static final String FUNCTION = "HmacSHA256";

    private final byte[] key;

    LinkKey(byte[] key) {
        this.key = key.clone();
    }

    /** The key of this volume; the first call draws it. Waits for the disk, so never to be called while writing. */
    static LinkKey of(Store store) {
        return store.commit(LinkKey::readOrDraw);
    }

    private static LinkKey readOrDraw(Tx tx) {
        String stored = KeyValues.get(tx, MEMO).orElseGet(() -> {
            byte[] drawn = new byte[32];
            new SecureRandom().nextBytes(drawn);
            String text = Base64.getEncoder().encodeToString(drawn);
            KeyValues.put(tx, MEMO, text);
            return text;
        });
        return new LinkKey(Base64.getDecoder().decode(stored));
    }

    /** What the link to this notification has to carry: 22 characters of base64url. */
    String sign(NotificationId id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(id));
    }

    /** Whether the link carries the right one; takes as long for a wrong one. */
    boolean isSignature(NotificationId id, String signature) {
        return MessageDigest.isEqual(
                sign(id).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(NotificationId id) {
        try {
            Mac mac = Mac.getInstance(FUNCTION);
            mac.init(new SecretKeySpec(key, FUNCTION));
            return Arrays.copyOf(mac.doFinal(id.value().getBytes(StandardCharsets.UTF_8)), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + FUNCTION, e);
        }
    }

    @Override
    public String toString() {
        return "LinkKey[redacted]";
    }
}
