package io.ilinknotify.webhook.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** A text of the operator's over values whose names are known, such as a job's. */
public record ValueTemplate(Template template) {
    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static ValueTemplate parse(String source) {
        try {
            return new ValueTemplate(TemplateEngine.create(Engine.builder()).parse(source));
        } catch (TemplateException | StackOverflowError e) {
            throw new IllegalArgumentException(TemplateEngine.reason(e), e);
        }
    }

    /**
     * The text for these values.
     *
     * @throws IllegalStateException when the template fails, asks for something else, or takes too much
     */
    public String render(Map<String, Object> values) {
        return render(values, System::nanoTime);
    }

    /**
     * Renders the text once to see whether that can be done. No matter how long it takes: at a start, classes are loaded
     * and others use the processor, and its steps are counted all the same.
     *
     * @throws IllegalStateException as {@link #render}
     */
    public void tryOut(Map<String, Object> values) {
        render(values, () -> 0);
    }

    private String render(Map<String, Object> values, LongSupplier nanos) {
        return TemplateEngine.render(template, new Known(new TreeMap<>(values)), new RenderLimits(nanos));
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
