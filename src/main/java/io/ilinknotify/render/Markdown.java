package io.ilinknotify.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes of a text one that the phone, which draws Markdown, shows as its sender meant it. */
public enum Markdown {
    /** Markdown stays, as far as the phone draws it; the text of a machine is shown as it is written. */
    AUTO,
    /** Everything is shown as it is written. */
    PLAIN,
    /** Nothing is changed. */
    RAW;

    /** Signs that nobody writes by accident: bold, a link with a name, a block of code, the rule of a table. */
    private static final Pattern MEANT =
            Pattern.compile("(?m)(?<![\\w/*])\\*\\*(?![\\s*/])[^*\\n]{1,200}+\\*\\*(?![\\w/*])"
                    + "|\\]\\(https?://|^```|^\\|?:?---+:?\\|");

    /** The signs that make a line a heading, a quote, a block of code, a rule, or the underline of a heading. */
    private static final Pattern START = Pattern.compile(" {0,3}(?=#{1,6}(?:\\s|$)|>|```|~~~|([-=*_])\\1*+\\s*$)");

    private static final Pattern ENTITY = Pattern.compile("&#?\\w{1,10};");
    private static final Pattern HTML = Pattern.compile("<(?=[A-Za-z/!?])(?!https?://)");
    private static final Pattern TABLE_RULE = Pattern.compile("\\|(?: *+:?+-{3,}+:?+ *+\\|){3,}+ *+");
    private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /** @param meant whether the sender says that it is Markdown; else its signs do */
    String shown(String text, boolean meant) {
        return switch (this) {
            case AUTO -> meant || MEANT.matcher(text).find() ? drawable(text) : written(text);
            case PLAIN -> written(text);
            case RAW -> text;
        };
    }

    /** Titles are no Markdown. */
    String title(String title) {
        return this == RAW ? title : written(title);
    }

    private String written(String text) {
        return this == AUTO
                ? outsideOfCode(text, line -> Stream.of(writtenLine(line)))
                : text.lines().map(this::writtenLine).collect(Collectors.joining("\n"));
    }

    /** A line with as few backslashes as keep the phone from drawing it. */
    private String writtenLine(String line) {
        if (line.isBlank()) {
            return line;
        }
        Matcher start = START.matcher(line);
        StringBuilder shown = new StringBuilder();
        int i = 0;
        if (start.lookingAt()) {
            i = start.end() + 1;
            shown.append(line, 0, i - 1).append('\\').append(line.charAt(i - 1));
        }
        Links links = new Links(line);
        while (i < line.length()) {
            boolean name = line.charAt(i) == '[';
            int link = links.endOfLink(i, line.length());
            int end = Math.max(name ? -1 : link, this == AUTO ? endOfCode(line, i) : -1);
            if (end > i) {
                shown.append(line, i, end);
                i = end;
            } else {
                int run = endOfRun(line, i);
                boolean drawn = name ? link > i : isDrawn(line, i, run);
                for (; i < run; i++) {
                    shown.append(drawn ? "\\" : "").append(line.charAt(i));
                }
            }
        }
        return shown.toString();
    }

    private static int endOfRun(String line, int start) {
        int end = start + 1;
        while (end < line.length() && line.charAt(end) == line.charAt(start)) {
            end++;
        }
        return end;
    }

    /** Where the word of code ends that begins here; -1 without one. */
    private static int endOfCode(String line, int start) {
        if (line.charAt(start) != '`' || line.startsWith("``", start)) {
            return -1;
        }
        int close = line.indexOf('`', start + 1);
        return close < 0 || line.startsWith("``", close) ? -1 : close + 1;
    }

    /** Signs of one kind in a row become something else on the phone. */
    private static boolean isDrawn(String line, int from, int to) {
        char before = from == 0 ? ' ' : line.charAt(from - 1);
        char after = to == line.length() ? ' ' : line.charAt(to);
        boolean alone = Character.isWhitespace(before) && Character.isWhitespace(after);
        return switch (line.charAt(from)) {
            case '*' -> !alone;
            case '_' -> !alone && !(Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after));
            case '~' -> !alone && to - from > 1;
            case '`' -> true;
            case '<' -> Character.isLetter(after) || "/!?".indexOf(after) >= 0;
            case '&' -> ENTITY.matcher(line).region(to - 1, line.length()).lookingAt();
            case '\\' -> to - from > 1 || ESCAPABLE.indexOf(after) >= 0;
            default -> false;
        };
    }

    /** The same with what the phone does not draw in other words: pictures, boxes, small headings, wide tables, HTML. */
    private static String drawable(String text) {
        return outsideOfCode(text, line -> {
            String shown = line.replace("![", "[");
            if (line.startsWith("|")) {
                if (TABLE_RULE.matcher(line).matches()) {
                    return Stream.of();
                }
                List<String> cells = Stream.of(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList();
                shown = cells.size() > 2 ? String.join(" · ", cells) : shown;
            } else if (line.startsWith("#####")) {
                shown = "#### " + line.replaceFirst("^#+ *", "");
            } else if (line.startsWith("- [")) {
                shown = line.replace("- [ ] ", "- ☐ ").replace("- [x] ", "- ☑ ");
            }
            return Stream.of(shown.contains("<") ? HTML.matcher(shown).replaceAll("\\\\<") : shown);
        });
    }

    private static String outsideOfCode(String text, Function<String, Stream<String>> change) {
        List<String> shown = new ArrayList<>();
        String code = "";
        for (String line : text.split("\n", -1)) {
            String marker = Fence.marker(line);
            if (code.isEmpty() && marker.isEmpty()) {
                change.apply(line).forEach(shown::add);
                continue;
            }
            shown.add(line);
            if (code.isEmpty()) {
                code = marker;
            } else if (marker.startsWith(code) && line.strip().equals(marker)) {
                code = "";
            }
        }
        return String.join("\n", shown);
    }
}
