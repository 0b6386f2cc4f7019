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
import java.util.regex.Pattern;

/** HMAC-SHA256 in hex over a body, or over {@code <seconds since 1970>:} and the body. Compared in constant time. */
final class BodySignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
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
        return isNew(timestamp, now)
                && isSame(signature, hmac((timestamp + ":").getBytes(StandardCharsets.UTF_8), body));
    }

    /** Tells whether it has the form of a signature: if not, it is not worth reading the body that it is to be compared with. */
    static boolean isWellFormed(@Nullable String signature) {
        return signature != null && SIGNATURE.matcher(signature.strip()).matches();
    }

    static boolean isNew(@Nullable String timestamp, Instant now) {
        return timestamp != null
                && SECONDS.matcher(timestamp).matches()
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(SKEW)
                        <= 0;
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
