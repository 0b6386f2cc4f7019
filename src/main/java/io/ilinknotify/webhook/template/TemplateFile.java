package io.ilinknotify.webhook.template;

import io.ilinknotify.intake.JsonText;
import io.ilinknotify.notification.Limits;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template, built in or the operator's: lines such as {@code Title: …}, an empty line, the text. Each header is a
 * template of its own, so that no payload can add a header.
 */
public final class TemplateFile {
    private static final Set<String> HEADERS = Set.of("title", "priority", "url", "thread", "dedup-key");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z-]*):[ \\t]*(.*)");
    /** What a condition leaves where it does not hold. One class of characters: a group would take the stack for many. */
    private static final Pattern BLANK_LINES = Pattern.compile("\n[ \t\n]*\n");

    private static final int LONGEST_TITLE = 200;

    private final Map<String, Template> headers;
    private final Template text;
    private final Supplier<Optional<RenderBudget>> budgets;

    private TemplateFile(Map<String, Template> headers, Template text, Supplier<Optional<RenderBudget>> budgets) {
        this.headers = headers;
        this.text = text;
        this.budgets = budgets;
    }

    /** Something is wrong with a template; the message says where and what. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(int line, String reason) {
            super("line " + line + ": " + reason, null, false, false);
        }
    }

    /** One of ours: what bounds it is its data. */
    static TemplateFile builtIn(Engine engine, String source) throws Broken {
        return parse(engine, source, Optional::empty);
    }

    /** One of the operator's, with a budget for each rendering. */
    static TemplateFile own(Engine engine, String source, Supplier<RenderBudget> budgets) throws Broken {
        return parse(engine, source, () -> Optional.of(budgets.get()));
    }

    private static TemplateFile parse(Engine engine, String source, Supplier<Optional<RenderBudget>> budgets)
            throws Broken {
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
        return new TemplateFile(headers, parse(engine, body, first), budgets);
    }

    private static Template parse(Engine engine, String source, int linesBefore) throws Broken {
        try {
            return engine.parse(source);
        } catch (TemplateException e) {
            int line = e.getOrigin() == null ? 1 : Math.max(1, e.getOrigin().getLine());
            throw new Broken(linesBefore + line, reason(e));
        } catch (StackOverflowError e) {
            throw new Broken(linesBefore + 1, "its sections are nested too deeply");
        }
    }

    /** Without the place in Qute's own words: the file has another first line. */
    private static String reason(Exception e) {
        String message = String.valueOf(e.getMessage());
        return Text.line(message.replaceFirst("(?s)^Parser error( in template \\S+)?( on| at)? ?(line \\d+)?:? ?", ""));
    }

    /**
     * The notification it makes of the data; what it does not say is taken from {@code base}.
     *
     * @throws RuntimeException when it fails on this data, or takes too much
     */
    public NotificationDraft apply(Map<String, @Nullable Object> data, NotificationDraft base) {
        Rendering rendering = new Rendering(data, budgets.get());
        String rendered = Text.clean(rendering.of(text)).strip();
        String body = BoldText.kept(BLANK_LINES.matcher(rendered).replaceAll("\n\n"));
        String title = headers.containsKey("title") ? rendering.header("title", LONGEST_TITLE) : base.title();
        if (body.isEmpty() && (title == null || title.isBlank())) {
            throw new IllegalStateException("it renders to nothing");
        }
        String thread = rendering.header("thread", Limits.KEY);
        String dedupKey = rendering.header("dedup-key", Limits.KEY);
        String priority = rendering.header("priority", Limits.KEY);
        return new NotificationDraft(
                base.client(),
                base.source(),
                title,
                Text.shorten(body, Limits.TEXT),
                Priority.parse(priority == null ? "" : priority).orElse(base.priority()),
                base.tags(),
                headers.containsKey("url") ? JsonText.link(rendering.header("url", Limits.LINK)) : base.url(),
                dedupKey == null ? base.dedupKey() : dedupKey,
                thread == null ? base.thread() : thread,
                base.ttl(),
                base.phase());
    }

    /** One use of the template: all of its parts share a budget. */
    private final class Rendering {
        private final Map<String, @Nullable Object> data;
        private final Optional<RenderBudget> budget;

        Rendering(Map<String, @Nullable Object> data, Optional<RenderBudget> budget) {
            this.data = data;
            this.budget = budget;
        }

        String of(Template template) {
            TemplateInstance instance = template.instance().data(data);
            budget.ifPresent(limits -> instance.setAttribute(RenderBudget.ATTRIBUTE, limits));
            StringBuilder rendered = new StringBuilder();
            instance.consume(rendered::append).toCompletableFuture().join();
            return rendered.toString();
        }

        @Nullable
        String header(String name, int most) {
            Template template = headers.get(name);
            String value = template == null ? "" : Text.line(of(template), most);
            return value.isBlank() ? null : value;
        }
    }
}
