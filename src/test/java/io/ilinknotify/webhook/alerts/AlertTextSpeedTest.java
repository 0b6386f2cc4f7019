package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.SlowTexts;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.HtmlText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class AlertTextSpeedTest {
    @Test
    void entities() {
        SlowTexts.areFastWith(HtmlText::decode);
    }

    @Test
    void values() {
        SlowTexts.areFastWith(text ->
                ValueText.of(JsonNodeFactory.instance.objectNode().put("valueString", text.substring(0, 20_000))));
        SlowTexts.areFastWith(ValueText::number);
    }

    /** Grafana sends one for each alert, and 8 MB have room for many. */
    @Test
    @Timeout(5)
    void valuesOfManyAlerts() {
        String string = "[ var='a' labels={".repeat(1_100);
        ObjectNode alert = JsonNodeFactory.instance.objectNode().put("valueString", string);

        for (int i = 0; i < 400; i++) {
            ValueText.of(alert);
        }
    }

    /** Each name of a label is looked up in every alert. */
    @Test
    @Timeout(5)
    void labels() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 30_000; i++) {
            many.put("label" + i, "");
        }
        List<Alert> alerts = new ArrayList<>(List.of(alert(many)));
        for (int i = 0; i < 16_000; i++) {
            alerts.add(alert(Map.of()));
        }

        new GroupData(new AlertGroup("", false, null, Map.of(), "", "", alerts, 0, null), 1, Instant.EPOCH);
    }

    private static Alert alert(Map<String, String> labels) {
        return new Alert(
                false, labels, Priority.HIGH, "", Map.of(), Map.of(), null, null, null, null, null, "identity");
    }
}
