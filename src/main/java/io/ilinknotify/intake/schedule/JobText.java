package io.ilinknotify.intake.schedule;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;

import java.util.Map;
import java.util.TreeMap;

/**
 * The text of a job. Its engine knows maps, lists, texts and numbers only: the application's own would also show settings
 * that are secret, and would read objects by reflection, which a native executable cannot.
 */
final class JobText {
    private static final int LONGEST = 100_000;

    private final String source;
    private final Template template;

    private JobText(String source, Template template) {
        this.source = source;
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static JobText of(String text) {
        Engine engine = Engine.builder().addDefaults().build();
        try {
            return new JobText(text, engine.parse(text));
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** As it was written. */
    String source() {
        return source;
    }

    /**
     * What it says of these values.
     *
     * @throws RuntimeException when it fails, also because it asks for something else
     */
    String render(Map<String, Object> data) {
        String text = template.render(new Values(new TreeMap<>(data)));
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    /** A name that there is not is a slip of the pen: it must not leave a gap in a report. */
    private record Values(Map<String, Object> byName) implements Mapper {
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
