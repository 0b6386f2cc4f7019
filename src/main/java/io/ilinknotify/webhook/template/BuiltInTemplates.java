package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Language;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;

/** The texts that come with the agent: {@code texts/<source>_<language>.txt} on the class path. */
@Singleton
public final class BuiltInTemplates {
    private final TemplateFile alertmanager;
    private final TemplateFile grafana;

    public BuiltInTemplates(Language language, ZoneId zone, Clock clock) {
        var engine = TemplateEngine.create(new TextWords(language, zone, clock));
        String end = "_" + language.name().toLowerCase(Locale.ROOT) + ".txt";
        try {
            this.alertmanager = TemplateFile.builtIn(engine, read("alertmanager" + end));
            this.grafana = TemplateFile.builtIn(engine, read("grafana" + end));
        } catch (IOException | TemplateFile.Broken e) {
            throw new IllegalStateException("a built-in text is broken: " + e.getMessage(), e);
        }
    }

    public TemplateFile alertmanager() {
        return alertmanager;
    }

    public TemplateFile grafana() {
        return grafana;
    }

    private static String read(String name) throws IOException {
        try (InputStream file = BuiltInTemplates.class.getResourceAsStream("/texts/" + name)) {
            if (file == null) {
                throw new IOException("texts/" + name + " is not there");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
