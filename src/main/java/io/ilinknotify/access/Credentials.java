package io.ilinknotify.access;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the token in an {@code Authorization} header. */
final class Credentials {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Credentials() {}

    /** {@code Bearer <token>}, or {@code Basic} with the token as the password under any user name. */
    static Optional<String> token(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        String[] parts = BLANKS.split(authorization.strip(), 2);
        if (parts.length < 2 || parts[1].isEmpty()) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(parts[1]);
            case "basic" -> password(parts[1]);
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(pair.substring(colon + 1)).filter(p -> !p.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
