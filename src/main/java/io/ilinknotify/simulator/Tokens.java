package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bot tokens that were given out, in order. Guarded by the lock. */
final class Tokens {
    /** One sign-in; {@code deadAt} is null while nothing ended it. */
    record Session(
            String token,
            SimulatedUser person,
            int order,
            @Nullable Instant deadAt) {
        boolean live(Instant now) {
            return deadAt == null || now.isBefore(deadAt);
        }
    }

    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** A new token for this person's bot; the older ones die at the given time. */
    Session issue(String token, SimulatedUser person, Instant olderDieAt) {
        endAll(person, olderDieAt);
        var session = new Session(token, person, sessions.size(), null);
        sessions.put(token, session);
        return session;
    }

    void endAll(SimulatedUser person, Instant at) {
        sessions.replaceAll((token, session) -> session.person() == person && session.live(at)
                ? new Session(token, person, session.order(), at)
                : session);
    }

    Optional<Session> find(String token) {
        return Optional.ofNullable(sessions.get(token));
    }

    Optional<Session> newestLive(SimulatedUser person, Instant now) {
        return sessions.values().stream()
                .filter(session -> session.person() == person && session.deadAt() == null && session.live(now))
                .reduce((older, newer) -> newer);
    }

    /** Newest first, as {@code local_token_list} wants it; tokens of others do not matter. */
    boolean newestFirst(List<String> tokens) {
        int last = Integer.MAX_VALUE;
        for (String token : tokens) {
            Session session = sessions.get(token);
            if (session == null) {
                continue;
            }
            if (session.order() >= last) {
                return false;
            }
            last = session.order();
        }
        return true;
    }
}
