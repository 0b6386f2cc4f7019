package io.ilinknotify.webhook.alerts;

import org.jspecify.annotations.Nullable;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/** HMAC-SHA256 in hex over a body, or over {@code <seconds since 1970>:} and the body. Compared in constant time. */
final class BodySignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final byte[] secret;

    BodySignature(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    boolean isValid(String signature, byte[] body) {
        return isSame(signature, hmac(new byte[0], body));
    }

    /** The time is a part of what is signed, and may be five minutes off. */
    boolean isValid(String signature, @Nullable String timestamp, byte[] body, Instant now) {
        if (timestamp == null || !timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        boolean isNew = Duration.between(signedAt, now).abs().compareTo(SKEW) <= 0;
        return isSame(signature, hmac((timestamp + ":").getBytes(StandardCharsets.UTF_8), body)) && isNew;
    }

    private static boolean isSame(String signature, byte[] expected) {
        byte[] given = signature.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(HexFormat.of().formatHex(expected).getBytes(StandardCharsets.UTF_8), given);
    }

    private byte[] hmac(byte[] before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update(before);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        }
    }

    @Override
    public String toString() {
        return "BodySignature[secret=***]";
    }
}
