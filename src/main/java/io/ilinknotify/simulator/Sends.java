package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code sendmessage} by the rules. Guarded by the lock. */
final class Sends {
    private final Rules rules;
    private final TrafficLog log;
    private final Ids ids;
    private int taken;

    Sends(Rules rules, TrafficLog log, Ids ids) {
        this.rules = rules;
        this.log = log;
        this.ids = ids;
    }

    /** Takes or refuses a send; {@code hidden}: a taken one is kept from the phone. */
    SimulatedAnswer handle(SimulatedUser person, ObjectNode body, String path, Instant now, boolean hidden) {
        JsonNode message = body.path("msg");
        List<String> missing = missing(message);
        if (!missing.isEmpty()) {
            missing.forEach(field -> log.violation(now, path, "msg." + field));
            record(message, Verdict.MALFORMED, "", now);
            return Json.answer(Json.object());
        }
        SimulatedUser.Quota purse =
                person.purses.get(message.path("context_token").asText());
        Optional<Verdict> refused = refused(person, purse, message, now);
        if (refused.isPresent() || purse == null) {
            Verdict verdict = refused.orElse(Verdict.FOREIGN_CONTEXT);
            record(message, verdict, "", now);
            return refusal(verdict);
        }
        return take(person, purse, message, now, hidden || rules.restricted);
    }

    /** A send that a scripted fault kept from the server's rules. */
    void fault(ObjectNode body, Instant now) {
        record(body.path("msg"), Verdict.FAULT, "", now);
    }

    /** What is not as it must be; a request like that is taken for nothing at all. */
    private static List<String> missing(JsonNode message) {
        var missing = new ArrayList<String>();
        if (!message.path("from_user_id").isTextual()
                || !message.path("from_user_id").asText().isEmpty()) {
            missing.add("from_user_id must be there and empty");
        }
        for (String field : List.of("to_user_id", "client_id")) {
            if (!message.path(field).isTextual() || message.path(field).asText().isEmpty()) {
                missing.add(field + " must be there");
            }
        }
        for (String field : List.of("message_type", "message_state")) {
            if (!message.path(field).isInt() || message.path(field).asInt() != 2) {
                missing.add(field + " must be the number 2");
            }
        }
        if (!message.path("item_list").isArray() || message.path("item_list").size() != 1) {
            missing.add("item_list must have exactly one item");
        }
        if (!message.path("context_token").isTextual()) {
            missing.add("context_token must be there");
        }
        return missing;
    }

    private Optional<Verdict> refused(
            SimulatedUser person, SimulatedUser.@Nullable Quota purse, JsonNode message, Instant now) {
        if (person.guard.refuses(now)) {
            return Optional.of(Verdict.RATE_LIMITED);
        }
        if (purse == null || !message.path("to_user_id").asText().equals(person.userId)) {
            return Optional.of(Verdict.FOREIGN_CONTEXT);
        }
        boolean open = person.newest()
                .filter(newest -> now.isBefore(newest.openedAt.plus(rules.window)))
                .isPresent();
        if (!open) {
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

    private SimulatedAnswer take(
            SimulatedUser person, SimulatedUser.Quota purse, JsonNode message, Instant now, boolean hidden) {
        String clientId = message.path("client_id").asText();
        String earlier = person.deliveredByClientId.get(clientId);
        if (earlier != null && rules.removesRepeats) {
            record(message, Verdict.REPEAT_REMOVED, earlier, now);
            return taken(earlier);
        }
        String messageId = ids.message().toString();
        purse.used++;
        person.deliveredByClientId.put(clientId, messageId);
        if (!hidden) {
            var shown = new ShownMessage(clientId, messageId, text(message), now);
            person.chat.add(new SimulatedUser.ChatLine(now, shown.text(), shown));
            person.typing = false;
        }
        record(message, hidden ? Verdict.HIDDEN : Verdict.SHOWN, messageId, now);
        return taken(rules.restricted ? "" : messageId);
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

    private void record(JsonNode message, Verdict verdict, String messageId, Instant now) {
        log.send(new RecordedSend(
                now,
                message.path("client_id").asText(),
                message.path("context_token").asText(),
                text(message),
                verdict,
                messageId));
    }

    private static String text(JsonNode message) {
        return message.path("item_list").path(0).path("text_item").path("text").asText();
    }
}
