package io.ilinknotify.webhook.template;

import io.ilinknotify.notification.Language;
import io.quarkus.qute.Engine;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The texts that come with the agent: {@code texts/<source>_<language>.txt} on the class path. */
@Singleton
public final class BuiltInTemplates {
    private static final List<String> SOURCES = List.of("alertmanager", "grafana");

    private final Map<String, TemplateFile> bySource = new HashMap<>();

    public BuiltInTemplates(Language language, ZoneId zone, Clock clock) {
        Engine engine = TemplateEngine.create(new TextWords(language, zone, clock));
        String end = "_" + language.name().toLowerCase(Locale.ROOT) + ".txt";
        try {
            for (String source : SOURCES) {
                bySource.put(source, TemplateFile.builtIn(engine, read(source + end)));
            }
        } catch (IOException | TemplateFile.Broken e) {
            throw new IllegalStateException("a built-in text is broken: " + e.getMessage(), e);
        }
    }

    /** The text for what a known source sends. */
    public TemplateFile of(String source) {
        return Objects.requireNonNull(bySource.get(source), source);
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
