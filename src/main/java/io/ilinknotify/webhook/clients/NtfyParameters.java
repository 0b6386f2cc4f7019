package io.ilinknotify.webhook.clients;

import io.ilinknotify.intake.HeaderText;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What ntfy's clients say in headers or in the query, under any of ntfy's names for it. */
record NtfyParameters(String title, String message, String priority, String tags, String click) {
    /** More words than are kept: a million commas are not worth a million words. */
    static final int MOST_TAGS = 100;

    static NtfyParameters of(HttpServerRequest request) {
        return new NtfyParameters(
                value(request, "X-Title", "Title", "ti", "t"),
                value(request, "X-Message", "Message", "m"),
                value(request, "X-Priority", "Priority", "prio", "p"),
                value(request, "X-Tags", "Tags", "Tag", "ta"),
                value(request, "X-Click", "Click"));
    }

    List<String> tagList() {
        return List.of(tags.split(",", MOST_TAGS));
    }

    private static String value(HttpServerRequest request, String... names) {
        return Stream.of(names)
                .map(name -> one(request, name))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }

    private static String one(HttpServerRequest request, String name) {
        String header = request.getHeader(name);
        if (header != null) {
            return HeaderText.decode(header);
        }
        try {
            String parameter = request.getParam(name.toLowerCase(Locale.ROOT));
            return parameter == null ? "" : parameter;
        } catch (IllegalArgumentException e) {
            return ""; // the query cannot be decoded
        }
    }
}
