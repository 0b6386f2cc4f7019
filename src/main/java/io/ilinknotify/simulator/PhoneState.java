package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** The contents of the phone's page, as JSON. */
final class PhoneState {
    private static final int MOST = 200;

    private PhoneState() {}

    static ObjectNode of(SimulatedIlink server, String name) {
        return server.lock.read(() -> of(server, server.person(name)));
    }

    static ArrayNode newest(List<?> records) {
        return Json.MAPPER.valueToTree(records.subList(Math.max(0, records.size() - MOST), records.size()));
    }

    private static ObjectNode of(SimulatedIlink server, SimulatedUser person) {
        Instant now = server.clock.instant();
        ObjectNode state = Json.object()
                .put("person", person.name)
                .put("user_id", person.userId)
                .put("now", now.toString())
                .put("ahead_seconds", server.ahead.toSeconds())
                .put("bound", server.tokens.newestLive(person).isPresent())
                .put("typing", person.typing)
                .put("faults", server.faults.waiting())
                .put("violations", server.log.violations.size())
                .put("polls", server.updates.polls.size());
        ObjectNode qr = state.putObject("qr").put("status", "none");
        server.pairing
                .newest()
                .filter(code -> code.person == null || code.person == person)
                .ifPresent(code -> qr.put("status", code.status()).put("digits", code.digits));
        ObjectNode window =
                state.putObject("window").put("quota", server.rules.quota).put("open", server.windowOpen(person));
        person.newest()
                .ifPresent(purse -> window.put("used", purse.used)
                        .put(
                                "closes_at",
                                purse.openedAt.plus(server.rules.window).toString()));
        person.guard.until(now).ifPresent(until -> window.put("rate_limited_until", until.toString()));
        state.set("rules", Json.MAPPER.valueToTree(server.rules));
        chat(state.putArray("chat"), person.chat(now));
        return state;
    }

    private static void chat(ArrayNode chat, List<SimulatedUser.ChatLine> lines) {
        int first = Math.max(0, lines.size() - MOST);
        for (int place = first; place < lines.size(); place++) {
            SimulatedUser.ChatLine line = lines.get(place);
            ObjectNode said = chat.addObject()
                    .put("place", place)
                    .put("from", line.shown() == null ? "me" : "bot")
                    .put("text", line.text())
                    .put("at", line.at().toString());
            if (line.shown() != null) {
                said.put("client_id", line.shown().clientId())
                        .put("message_id", line.shown().messageId());
                RecordedSend.Media media = line.shown().media();
                if (media != null) {
                    ObjectNode shown = Json.MAPPER.valueToTree(media);
                    said.set("media", shown.put("href", PhoneRoutes.FILES_OF_MESSAGES + media.id()));
                }
            }
        }
    }
}
