package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.webhook.alerts.Translators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Payloads that senders send, and what they might send one day. */
public final class SenderPayloads {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SenderPayloads() {}

    /** Those of the catalog's examples, and a group of Grafana's alerts. */
    public static List<JsonNode> all() throws IOException {
        List<JsonNode> payloads = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/sender-examples"))) {
            for (Path file : files.sorted().toList()) {
                for (String part : Files.readString(file).split("(?m)^=====\n")) {
                    payloads.add(SenderBody.read(part.split("(?m)^--- en")[0]));
                }
            }
        }
        payloads.add(Translators.json("""
                {"receiver":"phone","status":"firing","version":"1","orgId":1,"groupKey":"k","groupLabels":{"alertname":"Load"},
                 "title":"[FIRING:1] Load","message":"**Firing**","externalURL":"https://grafana.example/",
                 "alerts":[{"status":"firing","labels":{"alertname":"Load","severity":"page","instance":"a:9100"},
                   "annotations":{"summary":"s","runbook_url":"https://runbooks.example/"},"values":{"B":18.98},
                   "startsAt":"2026-11-22T10:30:00Z","endsAt":"0001-01-01T00:00:00Z","valueString":"[ var='B' labels={} value=1 ]"}]}"""));
        return payloads;
    }

    /** With members dropped, emptied, retyped, nested and blown up, each of them as often as told. */
    public static JsonNode mutated(JsonNode node, Random random, double often) {
        if (random.nextDouble() < often) {
            return switch (random.nextInt(9)) {
                case 0 -> JSON.nullNode();
                case 1 -> JSON.textNode("");
                case 2 -> JSON.numberNode(random.nextLong());
                case 3 -> JSON.arrayNode().add(node);
                case 4 -> JSON.objectNode().set("value", node);
                case 5 -> JSON.textNode(node.toString());
                case 6 -> JSON.textNode("<b>長い</b> {text} & ".repeat(random.nextInt(3_000)));
                case 7 -> JSON.booleanNode(random.nextBoolean());
                default -> JSON.textNode("+999999999-12-31T23:59:59Z");
            };
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (random.nextDouble() >= often / 2) {
                    copy.set(member.getKey(), mutated(member.getValue(), random, often));
                }
            }
            return copy;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JSON.arrayNode();
            int times = random.nextDouble() < often / 4 ? 300 : 1;
            for (int i = 0; i < times; i++) {
                list.forEach(item -> copy.add(mutated(item, random, often)));
            }
            return copy;
        }
        return node;
    }
}
