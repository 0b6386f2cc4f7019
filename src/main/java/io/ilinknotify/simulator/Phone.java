package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One person's WeChat: what stands on the screen, and the hand that taps. */
public final class Phone {
    private final SimulatedIlink server;
    private final SimulatedUser person;

    /** The credentials that a sign-in gives. */
    public record BotCredentials(String botToken, String botId, String userId, String baseUrl) {}

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
        return server.lock.read(() -> person.botId);
    }

    public List<RecordedSend> messages() {
        return server.lock.read(() -> person.chat(now()).stream()
                .flatMap(line -> Stream.ofNullable(line.shown()))
                .toList());
    }

    public List<String> texts() {
        return messages().stream()
                .filter(message -> message.media() == null)
                .map(RecordedSend::text)
                .toList();
    }

    public List<RecordedSend.Media> media() {
        return messages().stream()
                .flatMap(message -> Stream.ofNullable(message.media()))
                .toList();
    }

    /** Opens a picture, video or file; empty when the phone cannot, or when it came long ago. */
    public Optional<byte[]> file(RecordedSend.Media media) {
        return server.file(media.id()).filter(bytes -> !media.grey());
    }

    public boolean typing() {
        return server.lock.read(() -> person.typing);
    }

    /** Writes to the bot: opens the window and brings a new purse under the context token that is returned. */
    public String write(String text) {
        return writes(text, text(text));
    }

    /** Sends a picture, which opens the window as {@link #write} does. */
    public String sendPicture() {
        ObjectNode item = Json.object().put("type", 2);
        item.putObject("image_item")
                .putObject("media")
                .put("encrypt_query_param", server.lock.read(() -> server.ids.hex(40)))
                .put("encrypt_type", 1);
        return writes("[picture]", item);
    }

    /** Gives the bot a message of {@code message_type} 2, as if another program had sent it; it brings no purse. */
    public void echoOfBot(String text) {
        server.lock.update(() -> arrives(person.botId, 2, server.ids.hex(64), text(text)));
    }

    /** Gives the bot a message of somebody else, with that person's context token, which is returned. */
    public String strangerWrites(String text) {
        return server.lock.change(() -> {
            SimulatedUser stranger = server.person("stranger");
            String token = server.ids.hex(64);
            stranger.opens(token, now());
            arrives(stranger.userId, 1, token, text(text));
            return token;
        });
    }

    /** Sends the newest message of the inbox once more, under the context token that is returned. */
    public String repeatNewest(Copy how) {
        return server.lock.change(() -> {
            ObjectNode copy = person.inbox.getLast().deepCopy();
            String context = copy.path("context_token").asText();
            if (how == Copy.NEW_ID || how == Copy.NEW_ID_AND_CONTEXT) {
                copy.put("message_id", server.ids.message());
            }
            person.inbox.add(copy);
            if (how == Copy.SAME || how == Copy.NEW_ID) {
                return context;
            }
            String token = server.ids.hex(64);
            person.newest().ifPresent(purse -> person.purses.put(token, purse));
            copy.put("context_token", token);
            if (how == Copy.NEW_CONTEXT) {
                person.purses.remove(context);
            }
            return token;
        });
    }

    /** The difference between a repeated message and the first. */
    public enum Copy {
        SAME,
        NEW_ID,
        /** The same message with another context token, which takes the place of the old one and of its purse. */
        NEW_CONTEXT,
        /** The context token is another one, but brings no further sends; the old one goes on working. */
        NEW_ID_AND_CONTEXT
    }

    /** Scans the newest QR code; an {@link IllegalStateException} when there is none that can be scanned. */
    public void scan() {
        server.lock.update(() -> server.pairing.scan(person));
    }

    /** Taps "confirm" after the scan; an {@link IllegalStateException} when there is nothing to confirm. */
    public void tapConfirm() {
        server.lock.update(() -> server.pairing.tap(person));
    }

    /** The digits on the screen; an {@link IllegalStateException} when it shows none. */
    public String digits() {
        return server.lock.read(() -> server.pairing
                .newest()
                .filter(code -> code.person == person)
                .map(code -> code.digits)
                .filter(digits -> !digits.isEmpty())
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

    /** Tells that a send with the newest context would be within window and quota. */
    public boolean windowOpen() {
        return server.lock.read(() -> server.windowOpen(person) && quotaUsed() < server.rules.quota);
    }

    public boolean rateLimited() {
        return server.lock.read(() -> person.guard.until(now()).isPresent());
    }

    /** Refuses sends as {@code rate limited} for this long, without a burst; zero ends it. */
    public void rateLimit(Duration length) {
        server.lock.update(() -> person.guard.penalize(now().plus(length)));
    }

    private String writes(String shown, ObjectNode item) {
        return server.lock.change(() -> {
            String token = server.ids.hex(64);
            person.opens(token, now());
            person.late.add(new SimulatedUser.ChatLine(now(), shown, null));
            arrives(person.userId, 1, token, item);
            return token;
        });
    }

    /** Gives the bot a message, with fields that nobody documents, as the real ones have. */
    private void arrives(String from, int messageType, String contextToken, ObjectNode item) {
        long now = server.clock.millis();
        ObjectNode message = Json.object()
                .put("seq", person.inbox.size() + 1)
                .put("message_id", server.ids.message())
                .put("from_user_id", from)
                .put("to_user_id", person.botId)
                .put("client_id", server.ids.hex(16))
                .put("create_time_ms", now)
                .put("update_time_ms", now)
                .put("delete_time_ms", 0)
                .put("session_id", "")
                .put("group_id", "")
                .put("message_type", messageType)
                .put("message_state", 2)
                .put("context_token", contextToken);
        message.putArray("item_list").add(item);
        person.inbox.add(message);
    }

    private static ObjectNode text(String text) {
        ObjectNode item = Json.object().put("type", 1);
        item.putObject("text_item").put("text", text);
        return item;
    }

    private Instant now() {
        return server.clock.instant();
    }
}
