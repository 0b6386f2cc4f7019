package io.ilinknotify.webhook.template;

import io.quarkus.qute.Mapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateInstance;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;

/**
 * A template of the operator's that is a text and nothing else, over values whose names are known. It cannot go on for
 * ever, nor fill the memory.
 */
public final class PlainTemplate {
    private final String source;
    private final Template template;

    private PlainTemplate(String source, Template template) {
        this.source = source;
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static PlainTemplate parse(String source) {
        try {
            return new PlainTemplate(source, TemplateEngine.create().parse(source));
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException("its sections are nested too deeply", e);
        }
    }

    /** As it was written. */
    public String source() {
        return source;
    }

    /**
     * What it says of these values.
     *
     * @throws IllegalStateException when it fails, asks for something else, or takes too much
     */
    public String render(Map<String, Object> values) {
        return render(values, new RenderBudget(System::nanoTime));
    }

    /**
     * Renders it once to see whether it can be. No matter how long that takes: at a start, classes are loaded and others
     * use the processor, and its steps are counted all the same.
     *
     * @throws IllegalStateException when it fails, asks for something else, or takes too much
     */
    public void tryOut(Map<String, Object> values) {
        render(values, new RenderBudget(() -> 0));
    }

    private String render(Map<String, Object> values, RenderBudget budget) {
        TemplateInstance instance =
                template.instance().data(new Known(new TreeMap<>(values))).setAttribute(RenderBudget.ATTRIBUTE, budget);
        StringBuilder rendered = new StringBuilder();
        try {
            instance.consume(rendered::append).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(reason(e), e);
        } catch (StackOverflowError e) {
            throw new IllegalStateException("its sections are nested too deeply", e);
        }
        return rendered.toString();
    }

    /** Qute wraps what it meets, and says nothing itself. */
    private static @Nullable String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }

    /** A name that there is not is a slip of the pen: it must not leave a gap in a report. */
    private record Known(Map<String, Object> byName) implements Mapper {
        @Override
        public Object get(String name) {
            Object value = byName.get(name);
            if (value == null) {
                throw new TemplateException(
                        "{" + name + "} is unknown; there are " + String.join(", ", byName.keySet()));
            }
            return value;
        }
    }
}
