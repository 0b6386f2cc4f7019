package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One person's WeChat: what stands on the screen, and the hand that taps. */
public final class Phone {
    private final SimulatedIlink server;
    private final SimulatedUser person;

    Phone(SimulatedIlink server, SimulatedUser person) {
        this.server = server;
        this.person = person;
    }

    /** The {@code ilink_user_id} of this person. */
    public String userId() {
        return person.userId;
    }

    /** The {@code ilink_bot_id} of this person's bot. */
    public String botId() {
        return person.botId;
    }

    /** The bot's messages in the order in which they came. */
    public List<ShownMessage> messages() {
        return server.lock.read(person::shown);
    }

    /** The texts of {@link #messages}. */
    public List<String> texts() {
        return messages().stream().map(ShownMessage::text).toList();
    }

    /** Whether the phone shows that the bot types. */
    public boolean typing() {
        return server.lock.read(() -> person.typing);
    }

    /**
     * Writes to the bot: opens the window and brings a new purse.
     *
     * @return the context token that the message brings
     */
    public String write(String text) {
        return writes(
                text, token -> server.inbound().text(person, userId(), InboundMessages.FROM_USER, text, token, now()));
    }

    /**
     * Sends something that is no text, which opens the window as well.
     *
     * @param itemType 2 image, 3 voice, 4 file, 5 video
     * @return the context token that the message brings
     */
    public String sendMedia(int itemType) {
        return writes("[" + itemType + "]", token -> server.inbound().media(person, userId(), itemType, token, now()));
    }

    /** The bot gets a message of {@code message_type} 2, as if another program had sent it; it brings no purse. */
    public void echoOfBot(String text) {
        server.lock.change(() -> person.inbox.add(server.inbound()
                .text(
                        person,
                        botId(),
                        InboundMessages.FROM_BOT,
                        text,
                        server.ids().hex(64),
                        now())));
    }

    /** The bot gets a message of somebody else, with that person's context token, which is returned. */
    public String strangerWrites(String text) {
        return server.lock.change(() -> {
            SimulatedUser stranger = server.person("stranger");
            String token = server.ids().hex(64);
            stranger.opens(token, now());
            person.inbox.add(
                    server.inbound().text(person, stranger.userId, InboundMessages.FROM_USER, text, token, now()));
            return token;
        });
    }

    /** The newest message of the inbox comes once more. */
    public void repeatNewest(Copy how) {
        server.lock.change(() -> {
            ObjectNode copy = server.inbound().again(person.inbox.getLast(), how != Copy.SAME);
            if (how == Copy.NEW_ID_AND_CONTEXT) {
                String token = server.ids().hex(64);
                person.newest().ifPresent(purse -> person.purses.put(token, purse));
                copy.put("context_token", token);
            }
            return person.inbox.add(copy);
        });
    }

    /** How a repeated message differs from the first. */
    public enum Copy {
        SAME,
        NEW_ID,
        /** The context token is another one, but brings no further sends. */
        NEW_ID_AND_CONTEXT
    }

    /**
     * Scans the newest QR code.
     *
     * @throws IllegalStateException when there is none that can be scanned, with what the phone says
     */
    public void scan() {
        server.lock.update(() -> server.pairing.scan(person));
    }

    /**
     * Taps "confirm" after the scan.
     *
     * @throws IllegalStateException when there is nothing to confirm
     */
    public void tapConfirm() {
        server.lock.update(() -> server.pairing.tap(person));
    }

    /**
     * The digits on the screen.
     *
     * @throws IllegalStateException when it shows none
     */
    public String digits() {
        return server.lock.read(() -> server.pairing
                .newest()
                .filter(code -> code.person == person)
                .flatMap(code -> Optional.ofNullable(code.digits))
                .orElseThrow(() -> new IllegalStateException("the phone shows no digits")));
    }

    /** Signs in without a QR code, as if it had been scanned and confirmed; older tokens die as usual. */
    public BotCredentials signIn() {
        return server.lock.change(() -> server.pairing.bind(person));
    }

    /** Signs in somewhere else and throws the present tokens out at once. */
    public BotCredentials signInElsewhere() {
        return server.lock.change(() -> {
            server.tokens.endAll(person, now());
            return server.pairing.bind(person);
        });
    }

    /** Sends used of the purse that the newest message brought; 0 before the first. */
    public int quotaUsed() {
        return server.lock.read(() -> person.newest().map(purse -> purse.used).orElse(0));
    }

    /** Sends used of the purse that this context token belongs to. */
    public int quotaUsed(String contextToken) {
        return server.lock.read(() -> Optional.ofNullable(person.purses.get(contextToken))
                .map(purse -> purse.used)
                .orElse(0));
    }

    /** Whether a send with the newest context would be within window and quota. */
    public boolean windowOpen() {
        return server.lock.read(() -> person.newest()
                .filter(purse -> now().isBefore(purse.openedAt.plus(server.rules.window)))
                .filter(purse -> purse.used < server.rules.quota)
                .isPresent());
    }

    /** Whether sends are refused as {@code rate limited} now. */
    public boolean rateLimited() {
        return server.lock.read(() -> Optional.ofNullable(person.guard.until())
                .filter(now()::isBefore)
                .isPresent());
    }

    /** Refuses sends as {@code rate limited} for this long, without a burst; zero ends it. */
    public void rateLimit(Duration length) {
        server.lock.update(() -> person.guard.penalize(now().plus(length)));
    }

    private String writes(String text, java.util.function.Function<String, ObjectNode> message) {
        return server.lock.change(() -> {
            String token = server.ids().hex(64);
            person.opens(token, now());
            person.chat.add(new SimulatedUser.ChatLine(now(), text, null));
            person.inbox.add(message.apply(token));
            return token;
        });
    }

    private Instant now() {
        return server.clock.instant();
    }
}
