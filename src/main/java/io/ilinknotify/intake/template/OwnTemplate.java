package io.ilinknotify.intake.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.JsonText;
import io.ilinknotify.intake.PlainText;
import io.ilinknotify.intake.PriorityText;
import io.ilinknotify.intake.Shorten;
import io.ilinknotify.notification.NotificationDraft;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of the operator's: lines such as {@code Title: …}, an empty line, the text. Each header is a template of its
 * own, so that no payload can add a header.
 */
final class OwnTemplate {
    private static final Set<String> HEADERS = Set.of("title", "priority", "url", "thread", "dedup-key");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z-]*):[ \\t]*(.*)");
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_KEY = 256;
    private static final int LONGEST_TEXT = 100_000;

    private final Map<String, Template> headers;
    private final Template text;

    private OwnTemplate(Map<String, Template> headers, Template text) {
        this.headers = headers;
        this.text = text;
    }

    /** Something is wrong with a template; the message says where and what. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(int line, String reason) {
            super("line " + line + ": " + reason, null, false, false);
        }
    }

    static OwnTemplate parse(Engine engine, String source) throws Broken {
        String[] lines = source.replace("\r\n", "\n").split("\n", -1);
        Map<String, Template> headers = new LinkedHashMap<>();
        int line = 0;
        while (line < lines.length) {
            Matcher header = HEADER.matcher(lines[line]);
            if (!header.matches() || !HEADERS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
                break;
            }
            headers.put(header.group(1).toLowerCase(Locale.ROOT), parse(engine, header.group(2), line));
            line++;
        }
        if (line > 0 && line < lines.length && !lines[line].isBlank()) {
            throw new Broken(
                    line + 1,
                    "after the header lines (Title, Priority, Url, Thread, Dedup-Key) there must be an empty line");
        }
        int first = line == 0 ? 0 : Math.min(line + 1, lines.length);
        String body = String.join("\n", Arrays.asList(lines).subList(first, lines.length));
        return new OwnTemplate(headers, parse(engine, body, first));
    }

    private static Template parse(Engine engine, String source, int linesBefore) throws Broken {
        try {
            return engine.parse(source);
        } catch (TemplateException e) {
            int line = e.getOrigin() == null ? 1 : Math.max(1, e.getOrigin().getLine());
            throw new Broken(linesBefore + line, reason(e));
        }
    }

    /** Without the place in Qute's own words: the file has another first line. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return PlainText.lineOf(
                message.replaceFirst("(?s)^Parser error( in template \\S+)?( on| at)? ?(line \\d+)?:? ?", ""));
    }

    /**
     * The notification it makes of a payload; what it does not say is taken from the built-in one.
     *
     * @throws RuntimeException when it fails on this payload
     */
    NotificationDraft apply(JsonNode payload, NotificationDraft builtIn) {
        Map<String, @Nullable Object> data = PlainData.root(payload);
        String body = PlainText.of(render(text, data)).strip();
        String title = header("title", data, LONGEST_TITLE);
        String ownTitle = headers.containsKey("title") ? title : builtIn.title();
        if (body.isEmpty() && (ownTitle == null || ownTitle.isBlank())) {
            throw new IllegalStateException("it renders to nothing");
        }
        String thread = header("thread", data, LONGEST_KEY);
        String dedupKey = header("dedup-key", data, LONGEST_KEY);
        String priority = header("priority", data, LONGEST_KEY);
        return new NotificationDraft(
                builtIn.client(),
                builtIn.source(),
                ownTitle,
                Shorten.text(body, LONGEST_TEXT),
                PriorityText.parse(priority == null ? "" : priority).orElse(builtIn.priority()),
                builtIn.tags(),
                headers.containsKey("url") ? JsonText.link(header("url", data, 2_048)) : builtIn.url(),
                dedupKey == null ? builtIn.dedupKey() : dedupKey,
                thread == null ? builtIn.thread() : thread,
                builtIn.ttl(),
                builtIn.phase());
    }

    private @Nullable String header(String name, Map<String, @Nullable Object> data, int most) {
        Template template = headers.get(name);
        String value = template == null ? "" : Shorten.line(render(template, data), most);
        return value.isBlank() ? null : value;
    }

    private static String render(Template template, Map<String, @Nullable Object> data) {
        LimitedText text = new LimitedText();
        template.instance().data(data).consume(text::add).toCompletableFuture().join();
        return text.toString();
    }

    /** Stops a template that goes on for ever before the memory is full. */
    private static final class LimitedText {
        private final StringBuilder text = new StringBuilder();

        void add(String piece) {
            if (text.length() + piece.length() > LONGEST_TEXT) {
                throw new IllegalStateException("it renders to more than " + LONGEST_TEXT + " characters");
            }
            text.append(piece);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
