package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/** What the phone's page shows, as JSON. */
final class PhoneState {
    private static final int LINES = 200;
    private static final int RECORDS = 200;

    private final SimulatedIlink ilink;

    PhoneState(SimulatedIlink ilink) {
        this.ilink = ilink;
    }

    ObjectNode of(String name) {
        return ilink.lock.read(() -> of(ilink.person(name)));
    }

    ArrayNode requests() {
        ArrayNode list = Json.object().putArray("requests");
        for (RecordedRequest recorded : newest(ilink.requests(), RECORDS)) {
            list.addObject()
                    .put("at", recorded.at().toString())
                    .put("method", recorded.request().method())
                    .put("uri", recorded.request().uri())
                    .put("body", recorded.request().body());
        }
        return list;
    }

    ArrayNode violations() {
        ArrayNode list = Json.object().putArray("violations");
        for (Violation violation : newest(ilink.violations(), RECORDS)) {
            list.addObject()
                    .put("at", violation.at().toString())
                    .put("path", violation.path())
                    .put("rule", violation.rule());
        }
        return list;
    }

    private ObjectNode of(SimulatedUser person) {
        Instant now = ilink.clock.instant();
        ObjectNode state = Json.object()
                .put("person", person.name)
                .put("user_id", person.userId)
                .put("now", now.toString())
                .put("ahead_seconds", ilink.clock.shift().toSeconds())
                .put("bound", ilink.tokens.newestLive(person, now).isPresent())
                .put("typing", person.typing)
                .put("faults", ilink.faults.waiting())
                .put("violations", ilink.log.violations().size())
                .put("polls", ilink.openPollsNow());
        pairing(state.putObject("qr"), person, now);
        window(state.putObject("window"), person, now);
        rules(state.putObject("rules"));
        chat(state.putArray("chat"), person);
        return state;
    }

    private void pairing(ObjectNode qr, SimulatedUser person, Instant now) {
        ilink.pairing
                .newest()
                .ifPresentOrElse(
                        code -> {
                            boolean ours = code.person == null || code.person == person;
                            qr.put("status", ours ? code.status(now, ilink.rules) : "none");
                            if (code.person == person && code.digits != null) {
                                qr.put("digits", code.digits);
                            }
                        },
                        () -> qr.put("status", "none"));
    }

    private void window(ObjectNode window, SimulatedUser person, Instant now) {
        window.put("quota", ilink.rules.quota);
        person.newest().ifPresent(purse -> {
            Instant closes = purse.openedAt.plus(ilink.rules.window);
            window.put("open", now.isBefore(closes)).put("used", purse.used).put("closes_at", closes.toString());
        });
        Instant until = person.guard.until();
        if (until != null && now.isBefore(until)) {
            window.put("rate_limited_until", until.toString());
        }
    }

    private void rules(ObjectNode rules) {
        rules.put("digits", ilink.rules.digits)
                .put("removesRepeats", ilink.rules.removesRepeats)
                .put("bursts", ilink.rules.bursts)
                .put("restricted", ilink.rules.restricted);
    }

    private static void chat(ArrayNode chat, SimulatedUser person) {
        int first = Math.max(0, person.chat.size() - LINES);
        for (int place = first; place < person.chat.size(); place++) {
            SimulatedUser.ChatLine line = person.chat.get(place);
            ObjectNode said = chat.addObject()
                    .put("place", place)
                    .put("from", line.shown() == null ? "me" : "bot")
                    .put("text", line.text())
                    .put("at", line.at().toString());
            if (line.shown() != null) {
                said.put("client_id", line.shown().clientId())
                        .put("message_id", line.shown().messageId());
            }
        }
    }

    private static <T> List<T> newest(List<T> list, int most) {
        return list.subList(Math.max(0, list.size() - most), list.size());
    }
}
