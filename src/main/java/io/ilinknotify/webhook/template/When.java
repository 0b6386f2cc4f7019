package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Recognizes the payloads that a template is for: members that must be there, {@code repository.full_name}, some with one of
 * a few values, {@code action=opened|closed} or {@code type=build.*} ({@code message=*} is any text), and with {@code !} members that must not be there.
 * Members are parted by commas, and a number stands for an item of a list.
 */
record When(List<Member> members) {
    record Member(boolean wanted, JsonPointer path, List<String> values) {
        private boolean fits(JsonNode payload) {
            JsonNode node = payload.at(path);
            boolean there = !node.isMissingNode() && !node.isNull();
            String text = node.asText().toLowerCase(Locale.ROOT);
            boolean fits = there && (values.isEmpty() || values.stream().anyMatch(value -> fits(text, value)));
            return fits == wanted;
        }

        private static boolean fits(String text, String value) {
            return value.endsWith("*")
                    ? !text.isBlank() && text.startsWith(value.substring(0, value.length() - 1))
                    : text.equals(value);
        }
    }

    static When parse(String header) {
        return new When(Stream.of(header.split(","))
                .map(String::strip)
                .filter(member -> !member.isEmpty())
                .map(When::member)
                .toList());
    }

    private static Member member(String text) {
        boolean wanted = !text.startsWith("!");
        String[] parts = (wanted ? text : text.substring(1)).split("=", 2);
        List<String> values = parts.length == 1
                ? List.of()
                : List.of(parts[1].strip().toLowerCase(Locale.ROOT).split("\\|"));
        return new Member(wanted, JsonPointer.compile("/" + parts[0].strip().replace('.', '/')), values);
    }

    boolean fits(JsonNode payload) {
        return members.stream().allMatch(member -> member.fits(payload));
    }

    boolean isAlways() {
        return members.isEmpty();
    }
}
