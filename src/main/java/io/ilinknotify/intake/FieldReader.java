package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.quarkus.runtime.configuration.DurationConverter;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and checks the fields of a request. A field wins over the header that means the same; a blank value is as good as
 * none, since scripts send empty variables.
 *
 * @param fields those of the body, by the sender's names
 * @param files the names of its files: without another text they are the text
 */
record FieldReader(ObjectNode fields, NotifyRequest request, List<String> files) {
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(30);

    /** @throws ProblemException 400 when there is nothing to send, 422 when a value is out of range */
    NotificationDraft read(String client) {
        String text = given(Field.TEXT)
                .map(given -> given.atMost(Limits.TEXT, Text.clean(given.string())))
                .orElse("");
        String title = line(Field.TITLE, Limits.TITLE);
        if (text.isEmpty() && title == null) {
            text = String.join(", ", files);
        }
        if (text.isEmpty() && title == null) {
            throw Refusal.nothingToSend();
        }
        return NotificationDraft.of(client, "notify")
                .saying(title, text)
                .with(given(Field.PRIORITY).map(Given::priority).orElse(Priority.DEFAULT))
                .tagged(given(Field.TAGS).map(Given::tags).orElse(List.of()))
                .linkedTo(given(Field.URL).map(Given::url).orElse(null))
                .keyed(line(Field.DEDUP_KEY, Limits.KEY), line(Field.THREAD, Limits.KEY))
                .lasting(given(Field.TTL).map(Given::ttl).orElse(null))
                .asMarkdown(request.type().essence().equals("text/markdown"));
    }

    private @Nullable String line(Field field, int longest) {
        return given(field)
                .map(given -> given.atMost(longest, Text.line(given.string())))
                .orElse(null);
    }

    /** The first of its names that has a value, else the first such header. */
    private Optional<Given> given(Field field) {
        return Stream.concat(
                        field.names.stream()
                                .filter(name -> fields.has(name) && !isBlank(fields.get(name)))
                                .map(name -> new Given(name, fields.get(name))),
                        field.headers.stream().flatMap(name -> header(field, name).stream()))
                .findFirst();
    }

    private Optional<Given> header(Field field, String name) {
        return request.header(name, field == Field.TAGS)
                .map(value -> new Given(name, TextNode.valueOf(HeaderText.decode(value))))
                .filter(given -> !isBlank(given.value()));
    }

    /** A length of time as the settings have it ({@code 90s}, {@code 1h30m}, {@code 2d}, {@code PT90S}; a bare number is seconds); empty for anything else. */
    static Optional<Duration> duration(String text) {
        try {
            return Optional.ofNullable(
                    DurationConverter.parseDuration(text.strip().toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isBlank(JsonNode value) {
        return value.isNull() || (value.isTextual() && Text.isBlank(value.textValue()));
    }

    /**
     * A value with the name that the sender used for it, which a refusal repeats.
     *
     * @param value neither null nor blank
     */
    private record Given(String name, JsonNode value) {
        String string() {
            if (value.isArray()) {
                throw refused("must be one string, and is given as a list.");
            }
            if (!value.isTextual()) {
                throw refused("must be a string.");
            }
            return value.textValue();
        }

        String atMost(int longest, String text) {
            int length = Text.length(text);
            if (length > longest) {
                throw refused("has " + length + " characters; at most " + longest + " are taken.");
            }
            return text;
        }

        /** A name, or the number that other notifiers have for it. */
        Priority priority() {
            return Priority.parse(scalar())
                    .orElseThrow(() -> refused("must be low (or 1, 2), default (3), high (4) or critical (5)."));
        }

        /** A list, or words with commas between them. */
        List<String> tags() {
            List<String> tags = new ArrayList<>();
            for (JsonNode words : value.isArray() ? value : List.of(value)) {
                if (!words.isTextual()) {
                    throw refused("must be a list of strings, or one string with commas between the tags.");
                }
                Stream.of(words.textValue().split(",", 10 * Limits.TAGS))
                        .map(Text::line)
                        .filter(tag -> !Text.isBlank(tag) && !tags.contains(tag))
                        .forEach(tags::add);
                if (tags.stream().anyMatch(tag -> Text.length(tag) > Limits.TAG)) {
                    throw Refusal.invalid(name, "Each of '" + name + "' has at most " + Limits.TAG + " characters.");
                }
                if (tags.size() > Limits.TAGS) {
                    throw refused("are at most " + Limits.TAGS + ".");
                }
            }
            return tags;
        }

        String url() {
            String url = Text.link(atMost(Limits.LINK, string().strip()));
            if (url == null) {
                throw refused("must be a link that begins with https:// or http:// and has no spaces.");
            }
            return url;
        }

        Duration ttl() {
            return duration(scalar())
                    .filter(ttl -> ttl.compareTo(SHORTEST_TTL) >= 0 && ttl.compareTo(LONGEST_TTL) <= 0)
                    .orElseThrow(() -> refused("must be from 1s to 30d, such as 90s, 12h, 2d or PT12H."));
        }

        /** A string or a whole number as text; anything else is a text that nothing is equal to. */
        private String scalar() {
            return value.isTextual() || (value.isIntegralNumber() && value.canConvertToLong()) ? value.asText() : "";
        }

        private ProblemException refused(String detail) {
            return Refusal.invalid(name, "'" + name + "' " + detail);
        }
    }
}
