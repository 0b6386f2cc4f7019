package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a notification with the names that senders have for them; where several are given, the first wins. */
@SuppressWarnings("ImmutableEnumChecker") // lists by "of" never change
enum Field {
    TEXT(List.of(), "text", "message", "body", "content", "desp", "msg"),
    TITLE(List.of("Title", "Subject"), "title", "subject"),
    PRIORITY(List.of("Priority"), "priority"),
    TAGS(List.of("Tags"), "tags"),
    URL(List.of("Url", "Click"), "url"),
    DEDUP_KEY(List.of("Dedup-Key"), "dedup_key"),
    THREAD(List.of("Thread"), "thread"),
    TTL(List.of("TTL"), "ttl");

    static final Set<String> ALL =
            Arrays.stream(values()).flatMap(f -> f.names.stream()).collect(Collectors.toUnmodifiableSet());

    final List<String> headers;

    final List<String> names;

    Field(List<String> headers, String... names) {
        this.headers = headers;
        this.names = List.of(names);
    }

    /** Tells whether a text or a title is among the given ones. */
    static boolean hasContent(ObjectNode given) {
        return Stream.concat(TEXT.names.stream(), TITLE.names.stream()).anyMatch(given::has);
    }
}
