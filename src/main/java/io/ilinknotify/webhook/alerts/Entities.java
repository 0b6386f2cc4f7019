package io.ilinknotify.webhook.alerts;

import java.util.Map;
import java.util.regex.Pattern;

/** Undoes what templates for web pages did to a text: a phone shows {@code &lt;} as it stands. */
final class Entities {
    private static final Map<String, String> MEANING =
            Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#34;", "\"", "&#39;", "'", "&#43;", "+", "&amp;", "&");
    private static final Pattern ENTITY = Pattern.compile("&(?:lt|gt|quot|amp|#34|#39|#43);");

    private Entities() {}

    static String decode(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text).replaceAll(found -> MEANING.getOrDefault(found.group(), ""));
    }
}
