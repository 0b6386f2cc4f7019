package io.ilinknotify.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bot tokens that were given out, in order. Guarded by the lock. */
final class Tokens {
    /** One sign-in; {@link Instant#MAX} while nothing ended it. */
    record Session(String token, SimulatedUser person, Instant deadAt) {}

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** Takes in a new token of this person's bot; the older ones die at the given time. */
    void issue(String token, SimulatedUser person, Instant olderDieAt) {
        endAll(person, olderDieAt);
        sessions.put(token, new Session(token, person, Instant.MAX));
    }

    void endAll(SimulatedUser person, Instant at) {
        sessions.replaceAll((token, session) ->
                session.person() == person && live(session) ? new Session(token, person, at) : session);
    }

    boolean known(String token) {
        return sessions.containsKey(token);
    }

    /** Finds whose bot a token is for; nobody's when it is dead. */
    Optional<SimulatedUser> personOf(String token) {
        return Optional.ofNullable(sessions.get(token)).filter(this::live).map(Session::person);
    }

    Optional<Session> newestLive(SimulatedUser person) {
        return sessions.values().stream()
                .filter(session ->
                        session.person() == person && session.deadAt().equals(Instant.MAX))
                .reduce((older, newer) -> newer);
    }

    /** Looks for the order that {@code local_token_list} wants; tokens of others do not matter. */
    boolean newestFirst(List<String> tokens) {
        var inOrder = new ArrayList<>(sessions.keySet());
        inOrder.retainAll(tokens);
        return inOrder.reversed()
                .equals(tokens.stream().filter(sessions::containsKey).toList());
    }

    private boolean live(Session session) {
        return clock.instant().isBefore(session.deadAt());
    }
}
