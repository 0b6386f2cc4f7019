package io.ilinknotify.access;

import org.jspecify.annotations.Nullable;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The browsers that the operator opened with the token. In memory: after a restart the token is asked for again, and a
 * changed token ends them all.
 */
@Singleton
final class OperatorSessions {
    /** How long a browser stays open. */
    static final Duration LIFE = Duration.ofHours(12);

    private static final int MOST = 32;

    private final TokenRegistry registry;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    /** Oldest first. */
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    @Inject
    OperatorSessions(TokenRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private record Session(Instant ends, TokenHash token) {}

    /** A new session's id, 256 random bits. Beyond {@value #MOST} sessions the oldest ends. */
    synchronized String open() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (sessions.size() >= MOST) {
            Iterator<String> oldest = sessions.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        sessions.put(id, new Session(clock.instant().plus(LIFE), registry.operator()));
        return id;
    }

    synchronized boolean isOpen(@Nullable String id) {
        if (id == null) {
            return false;
        }
        Session session = sessions.get(id);
        if (session == null) {
            return false;
        }
        boolean valid =
                clock.instant().isBefore(session.ends()) && session.token().isSame(registry.operator());
        if (!valid) {
            sessions.remove(id);
        }
        return valid;
    }

    synchronized void close(String id) {
        sessions.remove(id);
    }
}
