package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One WeChat user with the one bot that a user can have. Guarded by the lock. */
final class SimulatedUser {
    /** The sends that one message of the person brought; a send is charged here by the context token. */
    static final class Quota {
        final Instant openedAt;
        int used;

        Quota(Instant openedAt) {
            this.openedAt = openedAt;
        }
    }

    /** A line of the chat, of either side; {@code shown} is null for the person's own. */
    record ChatLine(Instant at, String text, @Nullable RecordedSend shown) {}

    final String name;
    final String userId;
    final String botId;
    final BurstGuard guard;
    /** The messages for {@code getupdates}, oldest first; the place in the list is the cursor. */
    final List<ObjectNode> inbox = new ArrayList<>();

    final List<ChatLine> chat = new ArrayList<>();
    /** By context token; a copy of a message under a new context shares its purse. */
    final Map<String, Quota> purses = new HashMap<>();

    final Map<String, String> deliveredByClientId = new HashMap<>();

    @Nullable
    String typingTicket;

    private @Nullable Quota newest;
    int acknowledged;
    int signIns;
    boolean typing;

    SimulatedUser(String name, Ids ids, Rules rules) {
        this.name = name;
        this.userId = "o9" + ids.named(name, 26) + "@im.wechat";
        this.botId = ids.named("bot of " + name, 12) + "@im.bot";
        this.guard = new BurstGuard(rules);
    }

    void opens(String contextToken, Instant now) {
        newest = new Quota(now);
        purses.put(contextToken, newest);
    }

    Optional<Quota> newest() {
        return Optional.ofNullable(newest);
    }

    List<RecordedSend> shown() {
        return chat.stream().flatMap(line -> Stream.ofNullable(line.shown())).toList();
    }
}
