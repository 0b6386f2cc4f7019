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
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Payloads of known senders with members dropped, emptied, retyped, nested and blown up: each is told, soon and briefly. */
class MutatedPayloadsTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MUTATIONS = 20;

    private final AlertTranslator alerts = Translators.alerts(Language.ZH);
    private final GenericTranslator others =
            new GenericTranslator(Translators.texts(Language.ZH), Translators.SEVERITIES, Language.ZH);

    @Test
    @Timeout(120)
    void eachIsToldWithinItsLimits() throws IOException {
        Random random = new Random(7);
        for (JsonNode payload : SenderPayloads.all()) {
            for (int i = 0; i < MUTATIONS; i++) {
                JsonNode mutant = SenderPayloads.mutated(payload, random, 0.02 + 0.2 * random.nextDouble());
                NotificationDraft draft = told(mutant);
                String json = mutant.toString();
                SlowTexts.isFast(json, () -> told(mutant), () -> SenderBody.read(json));

                assertThat(draft.text().isEmpty() && draft.title() == null)
                        .as(json)
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
}
