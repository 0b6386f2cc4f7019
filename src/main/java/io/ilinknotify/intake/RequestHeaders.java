package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.TextNode;
import io.ilinknotify.notification.Text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The headers of a request, whatever the case of their names.
 *
 * @param values by name, as the server handed them on
 */
record RequestHeaders(Map<String, List<String>> values) {
    /** Those that mean the same as a field; where several are given, the first wins. */
    private static final Map<FieldName, List<String>> OF_FIELDS = Map.of(
            FieldName.TITLE, List.of("Title"),
            FieldName.PRIORITY, List.of("Priority"),
            FieldName.TAGS, List.of("Tags"),
            FieldName.URL, List.of("Url", "Click"),
            FieldName.DEDUP_KEY, List.of("Dedup-Key"),
            FieldName.THREAD, List.of("Thread"),
            FieldName.TTL, List.of("TTL"));

    RequestHeaders {
        Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(values);
        values = anyCase;
    }

    /** The header that means the same as the field, decoded; a blank one is as good as none. */
    Optional<FieldReader.Given> field(FieldName field) {
        return OF_FIELDS.getOrDefault(field, List.of()).stream()
                .flatMap(name -> single(name, field == FieldName.TAGS)
                        .map(HeaderText::decode)
                        .filter(value -> !Text.isBlank(value))
                        .map(value -> new FieldReader.Given(name, TextNode.valueOf(value)))
                        .stream())
                .findFirst();
    }

    /** The value of the header that may come once only. */
    Optional<String> single(String name) {
        return single(name, false);
    }

    /** The raw values of the headers that carry fields, for telling two requests apart. */
    List<String> ofFields() {
        return OF_FIELDS.values().stream()
                .flatMap(List::stream)
                .sorted()
                .map(name -> name + ":" + String.join(",", values.getOrDefault(name, List.of())))
                .toList();
    }

    private Optional<String> single(String name, boolean list) {
        List<String> given =
                values.getOrDefault(name, List.of()).stream().distinct().toList();
        if (given.size() > 1 && !list) {
            throw Refusal.invalid(name, "The header '" + name + "' is given more than once.");
        }
        return given.isEmpty() ? Optional.empty() : Optional.of(String.join(",", given));
    }
}
