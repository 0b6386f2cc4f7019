package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gathers the fields of a form in the shape that a JSON object of fields has, so that both are read by one reader. */
final class FormFields {
    private final ObjectNode fields = JsonNodeFactory.instance.objectNode();

    /** Adds a value; a name that comes again gets a list. */
    void add(String name, String value) {
        switch (fields.get(name)) {
            case null -> fields.put(name, value);
            case ArrayNode list -> list.add(value);
            default -> {
                ArrayNode list = JsonNodeFactory.instance.arrayNode().add(fields.get(name));
                fields.set(name, list.add(value));
            }
        }
    }

    ObjectNode toObject() {
        return fields;
    }
}
