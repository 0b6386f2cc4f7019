package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Severities;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The texts that come with the agent, on the class path: that of groups of alerts, and the catalog of known senders. */
@Singleton
public final class BuiltInTemplates {
    /** The names of the catalog's files: a native executable cannot list a folder. */
    private static final String NAMES = "/senders/names";
    /** The lines at the top of a file of the catalog, which are for people. */
    private static final Pattern COMMENT = Pattern.compile("(?m)\\A(?:#.*\n)+");

    private final TemplateFile alerts;
    private final Map<String, List<TemplateFile>> senders = new LinkedHashMap<>();

    /** A template of the catalog, and the name of the file that it is from. */
    public record Known(String sender, TemplateFile template) {}

    public BuiltInTemplates(Language language, ZoneId zone, Clock clock, Severities severities) {
        TemplateFile.Parser parser = new TemplateFile.Parser(
                TemplateEngine.create(new TextWords(language, zone, clock)), severities, () -> 0);
        alerts = read(parser, "/texts/alerts_" + language.code() + ".txt").getFirst();
        resource(NAMES).lines().forEach(name -> senders.put(name, read(parser, "/senders/" + name + ".txt")));
    }

    /** The text for a group of alerts. */
    public TemplateFile alerts() {
        return alerts;
    }

    /** The template of the catalog for a payload. */
    public Optional<Known> sender(JsonNode payload) {
        return senders.entrySet().stream()
                .flatMap(file -> file.getValue().stream()
                        .filter(template -> template.when().fits(payload))
                        .map(template -> new Known(file.getKey(), template)))
                .findFirst();
    }

    private static List<TemplateFile> read(TemplateFile.Parser parser, String name) {
        try {
            return TemplateFile.parse(parser, COMMENT.matcher(resource(name)).replaceFirst(""));
        } catch (TemplateFile.BrokenTemplate e) {
            throw new IllegalStateException(name + " is broken: " + e.getMessage(), e);
        }
    }

    /** The text of a file that comes with the agent. */
    public static String resource(String name) {
        try (InputStream file = BuiltInTemplates.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
