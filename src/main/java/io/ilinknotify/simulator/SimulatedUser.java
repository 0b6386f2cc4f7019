package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    final BurstGuard guard;
    /** The messages for {@code getupdates}, oldest first; the place in the list is the cursor. */
    final List<ObjectNode> inbox = new ArrayList<>();

    private final List<ChatLine> chat = new ArrayList<>();
    /** Sent already, and not shown yet. */
    final List<ChatLine> late = new ArrayList<>();

    /** By context token; a copy of a message under a new context shares its purse. */
    final Map<String, Quota> purses = new HashMap<>();

    final Map<String, String> deliveredByClientId = new HashMap<>();

    @Nullable
    String typingTicket;

    private @Nullable Quota newest;
    String botId;
    /** The client said {@code notifystart} and was not away for long. */
    boolean started;

    Instant lastPoll = Instant.EPOCH;
    int acknowledged;
    /** Without a start the messages from this place on do not arrive. */
    private int firstOnly = 1;

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

    /** Begins a connection of the client, with its start or without. */
    void connects(boolean withStart, Instant now) {
        started = withStart;
        lastPoll = now;
        firstOnly = acknowledged + 1;
    }

    /** Tells up to which place of the inbox messages arrive. */
    int arrived(boolean needsStart) {
        return needsStart && !started ? Math.min(firstOnly, inbox.size()) : inbox.size();
    }

    /** Gives the person another bot: whatever belonged to the old one is gone. */
    void changeBot(String newBotId) {
        botId = newBotId;
        acknowledged = 0;
        newest = null;
        inbox.clear();
        purses.clear();
    }

    /** The lines that the phone shows by now, in the order in which it came to show them. */
    List<ChatLine> chat(Instant now) {
        late.sort(Comparator.comparing(ChatLine::at));
        long due = late.stream().filter(line -> !line.at().isAfter(now)).count();
        List<ChatLine> come = late.subList(0, (int) due);
        chat.addAll(come);
        come.clear();
        return chat;
    }
}
