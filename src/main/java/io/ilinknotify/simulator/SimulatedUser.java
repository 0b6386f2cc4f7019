package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One WeChat user with the one bot that a user can have. Guarded by the lock. */
final class SimulatedUser {
    /** The sends that one message of the person brought; a send is charged here by the context token. */
    static final class Quota {
        final String contextToken;
        final Instant openedAt;
        int used;

        Quota(String contextToken, Instant openedAt) {
            this.contextToken = contextToken;
            this.openedAt = openedAt;
        }
    }

    /** A line of the chat, of either side; {@code shown} is null for the person's own. */
    record ChatLine(Instant at, String text, @Nullable ShownMessage shown) {}

    final String name;
    final String userId;
    final String botId;
    final BurstGuard guard;
    /** What {@code getupdates} hands out, oldest first; the place in the list is the cursor. */
    final List<ObjectNode> inbox = new ArrayList<>();

    final List<ChatLine> chat = new ArrayList<>();
    /** By context token; a copy of a message under a new context shares its purse. */
    final Map<String, Quota> purses = new HashMap<>();

    final Map<String, String> deliveredByClientId = new HashMap<>();

    @Nullable
    Quota newest;

    @Nullable
    String typingTicket;

    int acknowledged;
    int signIns;
    boolean typing;

    SimulatedUser(String name, String userId, String botId, Rules rules) {
        this.name = name;
        this.userId = userId;
        this.botId = botId;
        this.guard = new BurstGuard(rules);
    }

    Quota opens(String contextToken, Instant now) {
        var purse = new Quota(contextToken, now);
        purses.put(contextToken, purse);
        newest = purse;
        return purse;
    }

    Optional<Quota> newest() {
        return Optional.ofNullable(newest);
    }

    List<ShownMessage> shown() {
        return chat.stream()
                .map(ChatLine::shown)
                .flatMap(message -> Optional.ofNullable(message).stream())
                .toList();
    }
}
