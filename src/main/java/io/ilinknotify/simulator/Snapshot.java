package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What a server knows of people, their chats, purses and tokens, as JSON, so that a signed-in account outlives a
 * restart. QR codes, records and ordered faults are not kept.
 */
final class Snapshot {
    private Snapshot() {}

    static ObjectNode of(SimulatedIlink ilink) {
        return ilink.gate.read(() -> {
            ObjectNode all = Json.object()
                    .put("ids", ilink.ids().counter())
                    .put("ahead", ilink.clock.shift().toString());
            ObjectNode rules = all.putObject("rules");
            rules.put("digits", ilink.rules.digits()).put("bursts", ilink.rules.bursts());
            rules.put("restricted", ilink.rules.restricted()).put("removesRepeats", ilink.rules.removesRepeats());
            ObjectNode people = all.putObject("people");
            ilink.people.values().forEach(person -> write(person, people.putObject(person.name)));
            for (Tokens.Session session : ilink.tokens.all()) {
                ObjectNode kept = all.withArray("tokens")
                        .addObject()
                        .put("token", session.token())
                        .put("person", session.person().name);
                if (session.deadAt() != null) {
                    kept.put("dead_at", session.deadAt().toString());
                }
            }
            return all;
        });
    }

    /** Into a server that has seen nothing yet. */
    static void restore(SimulatedIlink ilink, ObjectNode all) {
        ilink.gate.change(() -> {
            ilink.ids().skipTo(all.path("ids").asLong());
            ilink.clock.add(Duration.parse(all.path("ahead").asText("PT0S")));
            JsonNode rules = all.path("rules");
            ilink.rules
                    .digits(rules.path("digits").asBoolean())
                    .bursts(rules.path("bursts").asBoolean(true))
                    .restricted(rules.path("restricted").asBoolean())
                    .removesRepeats(rules.path("removesRepeats").asBoolean());
            all.path("people").properties().forEach(kept -> {
                Person person = read(kept.getKey(), kept.getValue(), ilink.rules);
                ilink.people.put(person.name, person);
            });
            for (JsonNode kept : all.path("tokens")) {
                Person person = ilink.person(kept.path("person").asText());
                ilink.tokens.restore(
                        kept.path("token").asText(),
                        person,
                        kept.has("dead_at") ? Instant.parse(kept.path("dead_at").asText()) : null);
            }
            return all;
        });
    }

    private static void write(Person person, ObjectNode kept) {
        kept.put("user_id", person.userId).put("bot_id", person.botId).put("acknowledged", person.acknowledged);
        person.inbox.forEach(kept.putArray("inbox")::add);
        var places = new HashMap<Person.Purse, Integer>();
        var purses = kept.putArray("purses");
        person.purses
                .values()
                .forEach(purse -> places.computeIfAbsent(purse, added -> {
                    purses.addObject().put("token", added.contextToken).put("opened_at", added.openedAt.toString());
                    return purses.size() - 1;
                }));
        places.forEach((purse, place) -> ((ObjectNode) purses.get(place)).put("used", purse.used));
        ObjectNode contexts = kept.putObject("contexts");
        person.purses.forEach((token, purse) -> contexts.put(token, places.get(purse)));
        person.newest().ifPresent(purse -> kept.put("newest", places.get(purse)));
        ObjectNode delivered = kept.putObject("delivered");
        person.deliveredByClientId.forEach(delivered::put);
        var chat = kept.putArray("chat");
        for (Person.Line line : person.chat) {
            ObjectNode said = chat.addObject().put("at", line.at().toString()).put("text", line.text());
            if (line.shown() != null) {
                said.put("client_id", line.shown().clientId())
                        .put("message_id", line.shown().messageId());
            }
        }
    }

    private static Person read(String name, JsonNode kept, Rules rules) {
        var person = new Person(
                name, kept.path("user_id").asText(), kept.path("bot_id").asText(), rules);
        person.acknowledged = kept.path("acknowledged").asInt();
        kept.path("inbox").forEach(letter -> person.inbox.add((ObjectNode) letter));
        var purses = kept.path("purses").valueStream().map(Snapshot::purse).toList();
        for (Map.Entry<String, JsonNode> context : kept.path("contexts").properties()) {
            person.purses.put(context.getKey(), purses.get(context.getValue().asInt()));
        }
        if (kept.has("newest")) {
            person.newest = purses.get(kept.path("newest").asInt());
        }
        kept.path("delivered")
                .properties()
                .forEach(sent -> person.deliveredByClientId.put(
                        sent.getKey(), sent.getValue().asText()));
        kept.path("chat").forEach(said -> person.chat.add(line(said)));
        return person;
    }

    private static Person.Purse purse(JsonNode kept) {
        var purse = new Person.Purse(
                kept.path("token").asText(),
                Instant.parse(kept.path("opened_at").asText()));
        purse.used = kept.path("used").asInt();
        return purse;
    }

    private static Person.Line line(JsonNode said) {
        Instant at = Instant.parse(said.path("at").asText());
        String text = said.path("text").asText();
        return new Person.Line(
                at,
                text,
                said.has("message_id")
                        ? new ShownMessage(
                                said.path("client_id").asText(),
                                said.path("message_id").asText(),
                                text,
                                at)
                        : null);
    }
}
