package io.ilinknotify.intake;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a notification with the names that senders have for them; where several are given, the first wins. */
enum FieldName {
    TEXT("text", "message", "body", "content", "desp", "msg"),
    TITLE("title", "subject"),
    PRIORITY("priority"),
    TAGS("tags"),
    URL("url"),
    DEDUP_KEY("dedup_key"),
    THREAD("thread"),
    TTL("ttl");

    /** Every name of every field. */
    static final Set<String> ALL =
            Arrays.stream(values()).flatMap(f -> f.names.stream()).collect(Collectors.toUnmodifiableSet());

    @SuppressWarnings("ImmutableEnumChecker") // made by toList(), which cannot be changed
    private final List<String> names;

    FieldName(String name, String... aliases) {
        this.names = Stream.concat(Stream.of(name), Arrays.stream(aliases)).toList();
    }

    /** The name and then its aliases. */
    List<String> names() {
        return names;
    }

    /** Tells whether one of the given names is one for a text or a title. */
    static boolean hasContent(Set<String> given) {
        return Stream.concat(TEXT.names.stream(), TITLE.names.stream()).anyMatch(given::contains);
    }
}
