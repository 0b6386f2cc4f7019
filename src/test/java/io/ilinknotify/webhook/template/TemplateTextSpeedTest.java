package io.ilinknotify.webhook.template;

import io.ilinknotify.SlowTexts;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class TemplateTextSpeedTest {
    private static final NotificationDraft NOTHING = new NotificationDraft(
            "ci",
            "build",
            "title",
            "",
            Priority.DEFAULT,
            List.of(),
            null,
            null,
            null,
            null,
            Phase.NONE,
            false,
            List.of());

    @Test
    void bold() {
        SlowTexts.areFastWith(TemplateFile::boldKept);
    }

    @Test
    void whatATemplateMakesOfAText() throws Exception {
        TemplateFile template = TemplateFile.parse(
                        new TemplateFile.Parser(
                                TemplateEngine.create(new TextWords(Language.EN, Translators.ZONE, Translators.CLOCK)),
                                Translators.SEVERITIES,
                                System::nanoTime),
                        "text",
                        "{text}")
                .getFirst();

        SlowTexts.areFastWith(text -> template.apply(Map.of("text", text), NOTHING));
    }
}
