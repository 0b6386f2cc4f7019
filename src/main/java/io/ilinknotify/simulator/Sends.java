package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code sendmessage}, {@code getconfig} and {@code sendtyping} by the rules. Guarded by the lock. */
final class Sends {
    /** The fields without which a request is taken for nothing at all. */
    private static final List<Required> REQUIRED = List.of(
            new Required(
                    "from_user_id",
                    "must be there and empty",
                    value -> value.isTextual() && value.asText().isEmpty()),
            new Required("to_user_id", "must be there", Sends::filled),
            new Required("client_id", "must be there", Sends::filled),
            new Required("message_type", "must be the number 2", Sends::two),
            new Required("message_state", "must be the number 2", Sends::two),
            new Required("item_list", "must have exactly one item", value -> value.isArray() && value.size() == 1),
            new Required("context_token", "must be there", JsonNode::isTextual));

    private record Required(String field, String rule, Predicate<JsonNode> holds) {}

    private final SimulatedIlink server;
    private final Rules rules;
    private int taken;

    Sends(SimulatedIlink server) {
        this.server = server;
        this.rules = server.rules;
    }

    /** Takes or refuses a send; a fault can keep a taken one from the phone, or delay it. */
    SimulatedAnswer send(SimulatedUser person, SimulatedRequest request, ObjectNode body, Optional<Fault> fault) {
        JsonNode message = body.path("msg");
        List<Required> missing = REQUIRED.stream()
                .filter(required -> !required.holds().test(message.path(required.field())))
                .toList();
        if (!missing.isEmpty()) {
            missing.forEach(required -> server.violation(request, "msg." + required.field() + " " + required.rule()));
            record(message, Verdict.MALFORMED, "");
            return Json.answer(Json.object());
        }
        SimulatedUser.Quota purse =
                person.purses.get(message.path("context_token").asText());
        Optional<Verdict> refused = refused(person, purse, message);
        if (refused.isPresent() || purse == null) {
            Verdict verdict = refused.orElse(Verdict.FOREIGN_CONTEXT);
            record(message, verdict, "");
            return refusal(verdict);
        }
        return take(person, purse, message, fault);
    }

    /** Notes a send that a scripted fault kept from the server's rules. */
    void fault(ObjectNode body) {
        record(body.path("msg"), Verdict.FAULT, "");
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
        JsonNode item = message.path("item_list").path(0);
        if (item.path("type").asInt() != 1 || text(message).isEmpty()) {
            return Optional.of(Verdict.INVALID);
        }
        return text(message).length() > rules.textLimit ? Optional.of(Verdict.TOO_LONG) : Optional.empty();
    }

    private static boolean filled(JsonNode value) {
        return value.isTextual() && !value.asText().isEmpty();
    }

    private static boolean two(JsonNode value) {
        return value.isInt() && value.asInt() == 2;
    }

    private SimulatedAnswer take(
            SimulatedUser person, SimulatedUser.Quota purse, JsonNode message, Optional<Fault> fault) {
        String clientId = message.path("client_id").asText();
        String earlier = person.deliveredByClientId.get(clientId);
        if (earlier != null && rules.removesRepeats) {
            record(message, Verdict.REPEAT_REMOVED, earlier);
            return taken(earlier);
        }
        String messageId = server.ids.message().toString();
        purse.used++;
        person.deliveredByClientId.put(clientId, messageId);
        boolean restricted = rules.restricted && person.name.equals(SimulatedIlink.OWNER);
        boolean hidden = restricted
                || fault.filter(f -> f instanceof Fault.WithoutId id && !id.shown())
                        .isPresent();
        RecordedSend send = record(message, hidden ? Verdict.HIDDEN : Verdict.SHOWN, messageId);
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

    private RecordedSend record(JsonNode message, Verdict verdict, String messageId) {
        var send = new RecordedSend(
                server.clock.instant(),
                message.path("client_id").asText(),
                message.path("context_token").asText(),
                text(message),
                verdict,
                messageId);
        server.log.sends.add(send);
        return send;
    }

    private static String text(JsonNode message) {
        return message.path("item_list").path(0).path("text_item").path("text").asText();
    }
}
