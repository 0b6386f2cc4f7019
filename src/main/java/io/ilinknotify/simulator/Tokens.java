package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The bot tokens that were given out, in order. Guarded by the lock. */
final class Tokens {
    /** One sign-in; {@code deadAt} is null while nothing ended it. */
    record Session(
            String token,
            SimulatedUser person,
            int order,
            @Nullable Instant deadAt) {}

    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Clock clock;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** Takes in a new token of this person's bot; the older ones die at the given time. */
    void issue(String token, SimulatedUser person, Instant olderDieAt) {
        endAll(person, olderDieAt);
        sessions.put(token, new Session(token, person, sessions.size(), null));
    }

    void endAll(SimulatedUser person, Instant at) {
        sessions.replaceAll((token, session) -> session.person() == person && live(session)
                ? new Session(token, person, session.order(), at)
                : session);
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
                .filter(session -> session.person() == person && session.deadAt() == null)
                .reduce((older, newer) -> newer);
    }

    /** Looks for the order that {@code local_token_list} wants; tokens of others do not matter. */
    boolean newestFirst(List<String> tokens) {
        List<Integer> orders = tokens.stream()
                .map(sessions::get)
                .filter(Objects::nonNull)
                .map(Session::order)
                .toList();
        return orders.equals(
                orders.stream().distinct().sorted(Comparator.reverseOrder()).toList());
    }

    private boolean live(Session session) {
        return session.deadAt() == null || clock.instant().isBefore(session.deadAt());
    }
}
