package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a field of a request must be, and how that is said. */
record FieldRule(String field, String rule, Predicate<JsonNode> holds) {
    private static final Pattern HEX_32 = Pattern.compile("[0-9a-f]{32}");

    static FieldRule filled(String field) {
        return new FieldRule(
                field,
                "must be there",
                value -> value.isTextual() && !value.asText().isEmpty());
    }

    static FieldRule hex(String field) {
        return new FieldRule(
                field,
                "must be 32 hexadecimal digits",
                value -> value.isTextual() && HEX_32.matcher(value.asText()).matches());
    }

    static FieldRule number(String field, long number) {
        return new FieldRule(
                field, "must be the number " + number, value -> value.isIntegralNumber() && value.asLong() == number);
    }

    static FieldRule text(String field, String text) {
        return new FieldRule(
                field,
                "must be the text '" + text + "'",
                value -> value.isTextual() && value.asText().equals(text));
    }

    /** Lists the rules that an object breaks, in words. */
    static List<String> broken(List<FieldRule> rules, JsonNode object) {
        return rules.stream()
                .filter(rule -> !rule.holds.test(object.path(rule.field)))
                .map(rule -> rule.field + " " + rule.rule)
                .toList();
    }
}
