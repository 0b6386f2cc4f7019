package io.ilinknotify.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * The browsers that the operator opened with the token. In memory: after a restart the token is asked for again, and a
 * changed token ends them all.
 */
@Singleton
final class OperatorSessions {
    static final Duration LIFE = Duration.ofHours(12);
    static final String COOKIE = "ilink-notify-session";
    private static final int MOST = 32;

    private final TokenRegistry registry;
    private final Clock clock;
    /** Oldest first. */
    private final SequencedMap<String, Browser> sessions = new LinkedHashMap<>();

    OperatorSessions(TokenRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    private record Browser(Instant ends, String operatorHash) {}

    /** A new session's id, 256 random bits. Beyond {@value #MOST} sessions the oldest ends. */
    synchronized String open() {
        String id = TokenStore.random();
        if (sessions.size() >= MOST) {
            sessions.pollFirstEntry();
        }
        sessions.put(id, new Browser(clock.instant().plus(LIFE), registry.operator()));
        return id;
    }

    synchronized boolean isOpen(@Nullable String id) {
        Browser session = sessions.get(id);
        if (session == null) {
            return false;
        }
        boolean valid = clock.instant().isBefore(session.ends())
                && session.operatorHash().equals(registry.operator());
        if (!valid) {
            sessions.remove(id);
        }
        return valid;
    }

    synchronized void close(@Nullable String id) {
        sessions.remove(id);
    }

    /** The id that a browser sends, right or invented. */
    static @Nullable String id(HttpServerRequest request) {
        Cookie cookie = request.getCookie(COOKIE);
        return cookie == null ? null : cookie.getValue();
    }

    /**
     * The cookie that holds a session's id; with an empty one the browser forgets it. {@code secure}: the browser sends it over
     * https only.
     */
    static NewCookie cookie(String id, boolean secure) {
        return new NewCookie.Builder(COOKIE)
                .value(id)
                .path("/")
                .maxAge(id.isEmpty() ? 0 : (int) LIFE.toSeconds())
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
