package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.notification.Text;
import io.ilinknotify.webhook.StateWords;
import io.ilinknotify.webhook.StateWords.Mood;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A template, built in or the operator's: lines such as {@code Title: …}, an empty line, the text. Each header is a
 * template of its own, so that no payload can add a header.
 *
 * @param name of its file, without the ending
 * @param when the payloads that it is for
 */
public record TemplateFile(String name, When when, Map<String, Template> headers, Template text, Parser parser) {
    private static final Set<String> HEADERS =
            Set.of("when", "title", "state", "priority", "url", "thread", "dedup-key");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z-]*):[ \\t]*(.*)");
    /** The lines that a condition leaves where it does not hold. One class of characters: a group would take the stack for many. */
    private static final Pattern BLANK_LINES = Pattern.compile("\n[ \t\n]*\n");

    private static final int LONGEST_TITLE = 200;
    /** Between two blocks of a file. */
    private static final String NEXT = "---";

    /**
     * The things that all templates of a kind share.
     *
     * @param severities the meaning of what {@code Priority:} says
     * @param nanos the clock that a rendering is stopped by
     */
    record Parser(Engine engine, Severities severities, LongSupplier nanos) {}

    /**
     * Reads the templates of a file: one, or several that begin with {@code When:} after a line {@code ---}.
     *
     * @throws IllegalArgumentException saying where something is wrong, and what
     */
    static List<TemplateFile> parse(Parser parser, String name, String source) {
        List<String> lines = List.of(source.replace("\r\n", "\n").split("\n", -1));
        List<TemplateFile> blocks = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= lines.size(); i++) {
            boolean next = i + 1 < lines.size()
                    && lines.get(i).equals(NEXT)
                    && lines.get(i + 1).startsWith("When:");
            if (next || i == lines.size()) {
                blocks.add(block(parser, name, lines.subList(first, i), first));
                first = i + 1;
            }
        }
        return blocks;
    }

    private static TemplateFile block(Parser parser, String file, List<String> lines, int before) {
        Map<String, Template> headers = new LinkedHashMap<>();
        When when = When.parse("");
        int line = 0;
        while (line < lines.size()) {
            Matcher header = HEADER.matcher(lines.get(line));
            String name = header.matches() ? header.group(1).toLowerCase(Locale.ROOT) : "";
            if (!HEADERS.contains(name)) {
                break;
            }
            if (name.equals("when")) {
                when = When.parse(header.group(2));
            } else {
                headers.put(name, parse(parser.engine(), header.group(2), before + line));
            }
            line++;
        }
        if (line > 0 && line < lines.size() && !lines.get(line).isBlank()) {
            throw broken(
                    before + line + 1,
                    "after the header lines (When, Title, State, Priority, Url, Thread, Dedup-Key) there must be an empty line");
        }
        int first = line == 0 ? 0 : Math.min(line + 1, lines.size());
        String body = String.join("\n", lines.subList(first, lines.size()));
        return new TemplateFile(file, when, headers, parse(parser.engine(), body, before + first), parser);
    }

    private static Template parse(Engine engine, String source, int linesBefore) {
        try {
            return engine.parse(source);
        } catch (TemplateException e) {
            int line = e.getOrigin() == null ? 1 : Math.max(1, e.getOrigin().getLine());
            throw broken(linesBefore + line, reason(e));
        } catch (StackOverflowError e) {
            throw broken(linesBefore + 1, TemplateEngine.reason(e));
        }
    }

    private static IllegalArgumentException broken(int line, String reason) {
        return new IllegalArgumentException("line " + line + ": " + reason);
    }

    /** Without the place in Qute's own words: the file has another first line. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return Text.line(message.replaceFirst("(?s)^Parser error( in template \\S+)?( on| at)? ?(line \\d+)?:? ?", ""));
    }

    /**
     * The notification it makes of the data; what it does not say is taken from {@code base}.
     *
     * @throws IllegalStateException when it fails on this data, or takes too much
     */
    public NotificationDraft apply(Map<String, @Nullable Object> data, NotificationDraft base) {
        RenderLimits limits = new RenderLimits(parser.nanos());
        String rendered = Text.clean(TemplateEngine.render(text, data, limits)).strip();
        String body = boldKept(BLANK_LINES.matcher(rendered).replaceAll("\n\n"));
        String title = headers.containsKey("title") ? header("title", LONGEST_TITLE, data, limits) : base.title();
        Optional<Mood> mood = Optional.ofNullable(header("state", Limits.KEY, data, limits))
                .map(word -> StateWords.mood(word).orElse(Mood.NEITHER));
        if (title != null && mood.orElse(Mood.NEITHER) == Mood.WELL) {
            title = Mood.SIGN_OF_SUCCESS + title;
        }
        if (body.isEmpty() && (title == null || title.isBlank())) {
            throw new IllegalStateException("it renders to nothing");
        }
        String thread = header("thread", Limits.KEY, data, limits);
        String dedupKey = header("dedup-key", Limits.KEY, data, limits);
        Optional<Priority> said = Optional.ofNullable(header("priority", Limits.KEY, data, limits))
                .flatMap(word ->
                        Priority.parse(word).or(() -> parser.severities().find(word)));
        String url = headers.containsKey("url") ? header("url", Limits.LINK, data, limits) : base.url();
        return base.saying(title, body)
                .with(mood.map(m -> m.priority(said)).or(() -> said).orElse(base.priority()))
                .linkedTo(url)
                .keyed(dedupKey == null ? base.dedupKey() : dedupKey, thread == null ? base.thread() : thread)
                .with(mood.map(m -> m.phase).orElse(base.phase()))
                .cut();
    }

    private @Nullable String header(String name, int most, Map<String, @Nullable Object> data, RenderLimits limits) {
        Template template = headers.get(name);
        String value = template == null ? "" : Text.line(TemplateEngine.render(template, data, limits), most);
        return value.isBlank() ? null : value;
    }

    /** Full-width signs where bold comes after them: on the phone a half-width {@code <} breaks the bold that follows. */
    static String boldKept(String text) {
        int last = text.lastIndexOf("**");
        return last < 0 ? text : text.substring(0, last).replace('<', '＜') + text.substring(last);
    }

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
            return new Member(wanted, pointer(parts[0].strip()), values);
        }

        private static JsonPointer pointer(String path) {
            return JsonPointer.compile(
                    "/" + path.replace("~", "~0").replace("/", "~1").replace('.', '/'));
        }

        boolean fits(JsonNode payload) {
            return members.stream().allMatch(member -> member.fits(payload));
        }

        boolean isAlways() {
            return members.isEmpty();
        }
    }
}
