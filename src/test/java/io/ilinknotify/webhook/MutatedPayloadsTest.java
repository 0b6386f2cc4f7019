package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.SlowTexts;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.alerts.AlertShape;
import io.ilinknotify.webhook.alerts.AlertTranslator;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Payloads of known senders with members dropped, emptied, retyped, nested and blown up: each is told, soon and briefly. */
class MutatedPayloadsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MUTATIONS = 20;

    private final AlertTranslator alerts = Translators.alerts(Language.ZH);
    private final GenericTranslator others = new GenericTranslator(
            Translators.noTemplates(), Translators.texts(Language.ZH), Translators.SEVERITIES, Language.ZH);

    @Test
    @Timeout(120)
    void eachIsToldWithinItsLimits() throws IOException {
        Random random = new Random(7);
        for (JsonNode payload : payloads()) {
            for (int i = 0; i < MUTATIONS; i++) {
                JsonNode mutant = mutated(payload, random, 0.02 + 0.2 * random.nextDouble());
                NotificationDraft draft = told(mutant);

                assertThat(draft.text().isEmpty() && draft.title() == null)
                        .as(mutant.toString())
                        .isFalse();
                assertThat(Text.length(draft.text())).isLessThanOrEqualTo(Limits.TEXT);
                assertThat(Text.length(String.valueOf(draft.title()))).isLessThanOrEqualTo(Limits.TITLE);
                assertThat(draft.text()).doesNotContain("NOT_FOUND", "0001-01-01");
            }
        }
    }

    @Test
    void anyTextIsToldSoon() {
        SlowTexts.areFastWith(text ->
                told(JSON.objectNode().put("title", text).put("message", text).put("url", text)));
        SlowTexts.areFastWith(text ->
                told(JSON.objectNode().put(text, text).put("status", text).put("severity", text)));
        SlowTexts.areFastWith(HtmlText::plain);
        SlowTexts.areFastWith(HtmlText::decode);
        SlowTexts.areFastWith(text -> HtmlText.plain("<style>".repeat(5_000) + text + "<p".repeat(9_000)));
        SlowTexts.areFastWith(Identifier::is);
    }

    /** The name before each of them would fill the memory: no more are kept than are told. */
    @Test
    @Timeout(5)
    void manyUnderALongNameTakeNoMemory() {
        ObjectNode payload = JSON.objectNode();
        ArrayNode list = payload.putArray("k".repeat(50_000));
        for (int i = 0; i < 100_000; i++) {
            list.addObject().put("name", "n" + i);
        }

        assertThat(told(payload).text()).hasSizeLessThan(2_000);
    }

    private NotificationDraft told(JsonNode payload) {
        return AlertShape.group(payload, "hook")
                .map(group -> alerts.translate(group, "ci", "hook", WebhookQuery.NONE)
                        .orElseThrow()
                        .draft())
                .orElseGet(() -> others.translate(payload, "ci", "hook", WebhookQuery.NONE));
    }

    private static List<JsonNode> payloads() throws IOException {
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

    private static JsonNode mutated(JsonNode node, Random random, double often) {
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
