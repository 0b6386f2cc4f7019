package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.SlowTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class KeyValueListTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Test
    void anyTextIsListedSoon() {
        SlowTexts.areFastWith(text -> {
            JsonNode payload = JSON.objectNode().put(text, text);
            KeyValueList.of(payload);
        });
    }

    /** The key before each of them would fill the memory: no more are kept than are told. */
    @Test
    @Timeout(5)
    void manyUnderALongNameTakeNoMemory() {
        ObjectNode payload = JSON.objectNode();
        ArrayNode list = payload.putArray("k".repeat(50_000));
        for (int i = 0; i < 100_000; i++) {
            list.addObject();
        }
        list.add("told");

        assertThat(KeyValueList.of(payload)).hasSizeLessThan(2_000);
    }

    @Test
    void noMoreValuesAreReadThanAreTold() {
        ArrayNode payload = JSON.arrayNode();
        for (int i = 0; i < 1_000; i++) {
            payload.add(i);
        }

        assertThat(KeyValueList.of(payload)).startsWith("[0]: 0\n[1]: 1\n").endsWith("[24]: 24\n…");
    }
}
