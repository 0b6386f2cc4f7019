package io.ilinknotify.intake.schedule;

import io.quarkus.qute.Engine;
import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;

import java.util.Map;

/**
 * The text of a job. Its engine knows maps, lists, texts and numbers only: the application's own would also show settings
 * that are secret, and would read objects by reflection, which a native executable cannot.
 */
final class JobText {
    private static final int LONGEST = 100_000;

    private final Template template;

    private JobText(Template template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static JobText of(String text) {
        Engine engine = Engine.builder().addDefaults().strictRendering(false).build();
        try {
            return new JobText(engine.parse(text));
        } catch (TemplateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    String render(Map<String, Object> data) {
        String text = template.render(data);
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }
}
