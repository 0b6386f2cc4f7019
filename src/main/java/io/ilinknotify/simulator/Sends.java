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
            FieldRule.text("from_user_id", ""),
            FieldRule.filled("to_user_id"),
            FieldRule.filled("client_id"),
            FieldRule.number("message_type", 2),
            FieldRule.number("message_state", 2),
            new FieldRule("item_list", "must have exactly one item", value -> value.isArray() && value.size() == 1),
            new FieldRule("context_token", "must be there", JsonNode::isTextual));

    private final SimulatedIlink server;
    private final Rules rules;

    Sends(SimulatedIlink server) {
        this.server = server;
        this.rules = server.rules;
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
        Verdict verdict = verdict(person, purse, request, message);
        if (purse == null || verdict.refused()) {
            record(message, null, verdict, "");
            return Json.refusal(verdict.ret, verdict.errmsg);
        }
        return take(person, purse, request, message, fault);
    }

    /** Notes a send that a scripted fault kept from the server's rules. */
    void fault(ObjectNode body) {
        record(body.path("msg"), null, Verdict.FAULT, "");
    }

    /** {@code getconfig} gives a ticket, {@code sendtyping} shows with it that the bot types. */
    SimulatedAnswer typing(Endpoint endpoint, SimulatedUser person, ObjectNode body) {
        ObjectNode answer = Json.object().put("ret", 0);
        boolean own = body.path("ilink_user_id").asText().equals(person.userId);
        if (own && endpoint == Endpoint.CONFIG) {
            person.typingTicket = server.ids.hex(24);
            return Json.answer(answer.put("typing_ticket", person.typingTicket));
        }
        int status = body.path("status").asInt();
        if (!own || !body.path("typing_ticket").asText().equals(person.typingTicket) || status < 1 || status > 2) {
            return Json.refusal(-3, "invalid argument");
        }
        person.typing = status == 1;
        return Json.answer(answer);
    }

    private Verdict verdict(
            SimulatedUser person, SimulatedUser.@Nullable Quota purse, SimulatedRequest request, JsonNode message) {
        if (person.guard.refuses(server.clock.instant())) {
            return Verdict.RATE_LIMITED;
        }
        if (purse == null || !message.path("to_user_id").asText().equals(person.userId)) {
            return Verdict.FOREIGN_CONTEXT;
        }
        if (!server.windowOpen(person)) {
            return Verdict.WINDOW_OVER;
        }
        boolean repeat =
                person.deliveredByClientId.containsKey(message.path("client_id").asText());
        if (purse.used >= rules.quota && !(repeat && rules.removesRepeats)) {
            return Verdict.QUOTA_OVER;
        }
        JsonNode item = message.path("item_list").path(0);
        if (item.path("type").asInt() == 1) {
            int length = text(message).length();
            return length == 0 ? Verdict.INVALID : length > rules.textLimit ? Verdict.TOO_LONG : Verdict.SHOWN;
        }
        List<String> broken = file(person, item)
                .map(file -> file.broken(item))
                .orElse(List.of("media.encrypt_query_param must be one that the CDN gave"));
        broken.forEach(rule -> server.violation(request, rule));
        return broken.isEmpty() ? Verdict.SHOWN : Verdict.INVALID;
    }

    private SimulatedAnswer take(
            SimulatedUser person,
            SimulatedUser.Quota purse,
            SimulatedRequest request,
            JsonNode message,
            Optional<Fault> fault) {
        JsonNode item = message.path("item_list").path(0);
        RecordedSend.Media media =
                file(person, item).map(file -> file.shown(item)).orElse(null);
        if (media != null && media.grey()) {
            server.violation(request, "media.aes_key must be base64 of the key's hexadecimal text");
        }
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
        boolean hidden = restricted || (fault.orElse(null) instanceof Fault.WithoutId id && !id.shown());
        RecordedSend send = record(message, media, hidden ? Verdict.HIDDEN : Verdict.SHOWN, messageId);
        if (!hidden) {
            Duration late = fault.orElse(null) instanceof Fault.ShownLate shownLate ? shownLate.by() : Duration.ZERO;
            person.late.add(new SimulatedUser.ChatLine(send.at().plus(late), send.text(), send));
            person.typing = false;
        }
        return taken(restricted ? "" : messageId);
    }

    private SimulatedAnswer taken(String messageId) {
        ObjectNode answer = server.success(Endpoint.SEND);
        return Json.answer(messageId.isEmpty() ? answer : answer.put("message_id", new BigInteger(messageId)));
    }

    private RecordedSend record(
            JsonNode message, RecordedSend.@Nullable Media media, Verdict verdict, String messageId) {
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

    private Optional<SimulatedFile> file(SimulatedUser person, JsonNode item) {
        return server.cdn.uploaded(
                person, item.findPath("media").path("encrypt_query_param").asText());
    }

    private static String text(JsonNode message) {
        return message.path("item_list").path(0).path("text_item").path("text").asText();
    }
}
