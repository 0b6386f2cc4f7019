package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Language;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;

/** The texts that come with the agent, on the class path. */
@Singleton
public final class BuiltInTemplates {
    private final TemplateFile alerts;

    public BuiltInTemplates(Language language, ZoneId zone, Clock clock) {
        String name = "/texts/alerts_" + language.name().toLowerCase(Locale.ROOT) + ".txt";
        try {
            alerts = TemplateFile.parse(
                    TemplateEngine.create(new TextWords(language, zone, clock).resolvers()), read(name), () -> 0);
        } catch (IOException | TemplateFile.Broken e) {
            throw new IllegalStateException("a built-in text is broken: " + e.getMessage(), e);
        }
    }

    /** The text for a group of alerts. */
    public TemplateFile alerts() {
        return alerts;
    }

    private static String read(String name) throws IOException {
        try (InputStream file = BuiltInTemplates.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IOException(name + " is not there");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
