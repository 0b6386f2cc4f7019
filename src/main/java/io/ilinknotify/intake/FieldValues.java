package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.FieldReader.Given;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The values that are more than a string: what is taken for them, and what a sender is told otherwise. */
final class FieldValues {
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(30);

    private FieldValues() {}

    /** A name, or the number that other notifiers have for it. */
    static Priority priority(Given given) {
        return Priority.parse(scalar(given.value()))
                .orElseThrow(() -> Refusal.invalid(
                        given.name(),
                        "'" + given.name() + "' must be low (or 1, 2), default (3), high (4) or critical (5)."));
    }

    /** A list, or words with commas between them. */
    static List<String> tags(Given given) {
        List<String> raw = new ArrayList<>();
        if (given.value().isArray()) {
            given.value().forEach(tag -> raw.addAll(words(given, tag)));
        } else {
            raw.addAll(words(given, given.value()));
        }
        Set<String> tags = new LinkedHashSet<>();
        for (String word : raw) {
            String tag = Text.line(word);
            if (Text.length(tag) > Limits.TAG) {
                throw Refusal.invalid(
                        given.name(), "Each of '" + given.name() + "' has at most " + Limits.TAG + " characters.");
            }
            if (!Text.isBlank(tag)) {
                tags.add(tag);
            }
        }
        if (tags.size() > Limits.TAGS) {
            throw Refusal.invalid(given.name(), "'" + given.name() + "' are at most " + Limits.TAGS + ".");
        }
        return List.copyOf(tags);
    }

    private static List<String> words(Given given, JsonNode tag) {
        if (!tag.isTextual()) {
            throw Refusal.invalid(
                    given.name(),
                    "'" + given.name() + "' must be a list of strings, or one string with commas between the tags.");
        }
        return List.of(tag.textValue().split(",", 10 * Limits.TAGS));
    }

    /** A link that a phone can open. */
    static String url(Given given) {
        String url = JsonText.link(given.atMost(Limits.LINK, given.string().strip()));
        if (url == null) {
            throw Refusal.invalid(
                    given.name(),
                    "'" + given.name() + "' must be a link that begins with https:// or http:// and has no spaces.");
        }
        return url;
    }

    /** How long it is worth sending. */
    static Duration ttl(Given given) {
        return DurationText.parse(scalar(given.value()))
                .filter(ttl -> ttl.compareTo(SHORTEST_TTL) >= 0 && ttl.compareTo(LONGEST_TTL) <= 0)
                .orElseThrow(() -> Refusal.invalid(
                        given.name(), "'" + given.name() + "' must be from 1s to 30d, such as 90s, 12h, 2d or PT12H."));
    }

    /** A string or a whole number as text; anything else is a text that nothing is equal to. */
    private static String scalar(JsonNode value) {
        return value.isTextual() || (value.isIntegralNumber() && value.canConvertToLong()) ? value.asText() : "";
    }
}
