package io.ilinknotify.webhook;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells as text what was written for a web page. */
public final class HtmlText {
    private static final Map<String, String> MEANING = Map.of(
            "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "mdash", "—", "ndash", "–", "hellip", "…",
            "amp", "&");
    private static final Pattern ENTITY = Pattern.compile("&(?:([a-z]{2,6})|#(\\d{1,6})|#[xX]([0-9a-fA-F]{1,5}));");
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]{0,9})(?:\\s[^<>]*+)?/?>");
    /** Tags of HTML and not whatever stands between two signs: {@code <none>} and {@code a < b} are text. */
    private static final Set<String> TAGS =
            Set.of(("a abbr b body blockquote br center code dd del details div dl dt em font h1"
                            + " h2 h3 h4 h5 h6 head hr html i img ins kbd li link mark meta ol p pre s samp script small span strike"
                            + " strong style sub summary sup table tbody td tfoot th thead title tr u ul")
                    .split(" "));

    private static final Set<String> HIDDEN = Set.of("style", "script", "title");
    private static final Set<String> LINES = Set.of(
            "br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "pre", "hr", "dt");
    private static final Pattern SPACES_AROUND_LINE_END = Pattern.compile("[ \\t]*+\\n\\s*");

    private HtmlText() {}

    /** Without tags and entities where the text has tags; any other text as it is. */
    public static String plain(String text) {
        Matcher tag = TAG.matcher(text);
        StringBuilder plain = new StringBuilder();
        int from = 0;
        boolean html = false;
        while (from < text.length() && tag.find(from)) {
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            boolean known = TAGS.contains(name);
            html |= known;
            boolean hides = HIDDEN.contains(name) && text.charAt(tag.start() + 1) != '/';
            plain.append(text, from, known ? tag.start() : tag.end());
            from = hides ? end(text, tag.end(), name) : tag.end();
            if (LINES.contains(name)) {
                plain.append('\n');
            } else if (name.equals("td") || name.equals("th")) {
                plain.append(' ');
            }
        }
        if (!html) {
            return text;
        }
        plain.append(text, from, text.length());
        return decode(SPACES_AROUND_LINE_END.matcher(plain).replaceAll("\n").strip());
    }

    /** A hidden element without an end hides all that follows. */
    private static int end(String text, int from, String name) {
        int end = text.indexOf("</" + name, from);
        return end < 0 ? text.length() : end;
    }

    /** With the signs that entities stand for. */
    public static String decode(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(sign(found)));
    }

    private static String sign(MatchResult entity) {
        if (entity.group(1) != null) {
            return MEANING.getOrDefault(entity.group(1), entity.group());
        }
        int code = entity.group(2) != null ? Integer.parseInt(entity.group(2)) : Integer.parseInt(entity.group(3), 16);
        return code >= 32 && Character.isValidCodePoint(code) ? Character.toString(code) : "";
    }
}
