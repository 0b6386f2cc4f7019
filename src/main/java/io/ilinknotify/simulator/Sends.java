package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code sendmessage}, {@code getconfig} and {@code sendtyping} by the rules. Guarded by the lock. */
final class Sends {
    /** The fields without which a request is taken for nothing at all. */
    private static final List<FieldRule> REQUIRED = List.of(
            new FieldRule(
                    "from_user_id",
                    "must be there and empty",
                    value -> value.isTextual() && value.asText().isEmpty()),
            FieldRule.filled("to_user_id"),
            FieldRule.filled("client_id"),
            FieldRule.number("message_type", 2),
            FieldRule.number("message_state", 2),
            new FieldRule("item_list", "must have exactly one item", value -> value.isArray() && value.size() == 1),
            new FieldRule("context_token", "must be there", JsonNode::isTextual));

    private final SimulatedIlink server;
    private final Rules rules;
    private final MediaItems items;
    private int taken;

    Sends(SimulatedIlink server) {
        this.server = server;
        this.rules = server.rules;
        this.items = new MediaItems(server);
    }

    /** Takes or refuses a send; a fault can keep a taken one from the phone, or delay it. */
    SimulatedAnswer send(SimulatedUser person, SimulatedRequest request, ObjectNode body, Optional<Fault> fault) {
        JsonNode message = body.path("msg");
        List<String> broken = FieldRule.broken(REQUIRED, message);
        if (!broken.isEmpty()) {
            broken.forEach(rule -> server.violation(request, "msg." + rule));
            record(message, null, Verdict.MALFORMED, "");
            return Json.answer(Json.object());
        }
        SimulatedUser.Quota purse =
                person.purses.get(message.path("context_token").asText());
        Optional<Verdict> refused = refused(person, purse, message);
        JsonNode item = message.path("item_list").path(0);
        Optional<ReceivedMedia> media = refused.isPresent() || item.path("type").asInt() == 1
                ? Optional.empty()
                : items.read(person, request, item);
        if (refused.isEmpty() && media.isEmpty()) {
            refused = wrongText(item, text(message));
        }
        if (refused.isPresent() || purse == null) {
            Verdict verdict = refused.orElse(Verdict.FOREIGN_CONTEXT);
            record(message, null, verdict, "");
            return refusal(verdict);
        }
        return take(person, purse, message, media.orElse(null), fault);
    }

    /** Notes a send that a scripted fault kept from the server's rules. */
    void fault(ObjectNode body) {
        record(body.path("msg"), null, Verdict.FAULT, "");
    }

    /** {@code getconfig} gives a ticket, {@code sendtyping} shows with it that the bot types. */
    SimulatedAnswer typing(Endpoint endpoint, SimulatedUser person, ObjectNode body) {
        if (!body.path("ilink_user_id").asText().equals(person.userId)) {
            return Json.refusal(-3, "invalid argument");
        }
        if (endpoint == Endpoint.CONFIG) {
            person.typingTicket = server.ids.hex(24);
            return Json.answer(Json.object().put("ret", 0).put("typing_ticket", person.typingTicket));
        }
        int status = body.path("status").asInt();
        boolean valid = body.path("typing_ticket").asText().equals(person.typingTicket);
        if (!valid || status < 1 || status > 2) {
            return Json.refusal(-3, "invalid argument");
        }
        person.typing = status == 1;
        return Json.answer(Json.object().put("ret", 0));
    }

    private Optional<Verdict> refused(SimulatedUser person, SimulatedUser.@Nullable Quota purse, JsonNode message) {
        if (person.guard.refuses(server.clock.instant())) {
            return Optional.of(Verdict.RATE_LIMITED);
        }
        if (purse == null || !message.path("to_user_id").asText().equals(person.userId)) {
            return Optional.of(Verdict.FOREIGN_CONTEXT);
        }
        if (!server.windowOpen(person)) {
            return Optional.of(Verdict.WINDOW_OVER);
        }
        boolean repeat = rules.removesRepeats
                && person.deliveredByClientId.containsKey(
                        message.path("client_id").asText());
        if (!repeat && purse.used >= rules.quota) {
            return Optional.of(Verdict.QUOTA_OVER);
        }
        return Optional.empty();
    }

    private Optional<Verdict> wrongText(JsonNode item, String text) {
        if (item.path("type").asInt() != 1 || text.isEmpty()) {
            return Optional.of(Verdict.INVALID);
        }
        return text.length() > rules.textLimit ? Optional.of(Verdict.TOO_LONG) : Optional.empty();
    }

    private SimulatedAnswer take(
            SimulatedUser person,
            SimulatedUser.Quota purse,
            JsonNode message,
            @Nullable ReceivedMedia media,
            Optional<Fault> fault) {
        String clientId = message.path("client_id").asText();
        String earlier = person.deliveredByClientId.get(clientId);
        if (earlier != null && rules.removesRepeats) {
            record(message, media, Verdict.REPEAT_REMOVED, earlier);
            return taken(earlier);
        }
        String messageId = server.ids.message().toString();
        purse.used++;
        person.deliveredByClientId.put(clientId, messageId);
        boolean restricted = rules.restricted && person.name.equals(SimulatedIlink.OWNER);
        boolean hidden = restricted
                || fault.filter(f -> f instanceof Fault.WithoutId id && !id.shown())
                        .isPresent();
        RecordedSend send = record(message, media, hidden ? Verdict.HIDDEN : Verdict.SHOWN, messageId);
        if (!hidden) {
            Duration late = fault.orElse(null) instanceof Fault.ShownLate shownLate ? shownLate.by() : Duration.ZERO;
            person.says(new SimulatedUser.ChatLine(send.at().plus(late), send.text(), send));
            person.typing = false;
        }
        return taken(restricted ? "" : messageId);
    }

    /** Success is {@code ret} 0 or none at all: both come, in turn. */
    private SimulatedAnswer taken(String messageId) {
        ObjectNode answer = Json.object();
        if (++taken % 2 == 0) {
            answer.put("ret", 0);
        }
        if (!messageId.isEmpty()) {
            answer.put("message_id", new BigInteger(messageId));
        }
        return Json.answer(answer);
    }

    private static SimulatedAnswer refusal(Verdict verdict) {
        return switch (verdict) {
            case RATE_LIMITED -> Json.refusal(-2, "rate limited");
            case FOREIGN_CONTEXT, WINDOW_OVER, QUOTA_OVER -> Json.refusal(-2, "prepare failed");
            case TOO_LONG -> Json.refusal(-2, "");
            case INVALID, MALFORMED -> Json.refusal(-3, "invalid argument");
            case SHOWN, HIDDEN, REPEAT_REMOVED, FAULT -> throw new IllegalArgumentException("not refused: " + verdict);
        };
    }

    private RecordedSend record(JsonNode message, @Nullable ReceivedMedia media, Verdict verdict, String messageId) {
        var send = new RecordedSend(
                server.clock.instant(),
                message.path("client_id").asText(),
                message.path("context_token").asText(),
                text(message),
                media,
                verdict,
                messageId);
        server.log.sends.add(send);
        return send;
    }

    private static String text(JsonNode message) {
        return message.path("item_list").path(0).path("text_item").path("text").asText();
    }
}
