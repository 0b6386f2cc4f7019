package io.ilinknotify.intake.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.intake.Shorten;
import io.ilinknotify.intake.WebhookQuery;
import io.ilinknotify.intake.alerts.AlertTimes;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.volume.StartupProblem;
import io.quarkus.qute.Engine;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The files {@code *.txt} of {@code notify.templates-dir}, read once at the start; a broken one stops it. */
@Singleton
public final class OwnTemplates {
    /** The tag of a notification that the operator's template failed on. */
    public static final String FAILED = "template-failed";

    private static final Logger LOG = Logger.getLogger(OwnTemplates.class);
    private static final String SUFFIX = ".txt";

    private final Map<String, OwnTemplate> templates;

    @Inject
    public OwnTemplates(
            @ConfigProperty(name = "notify.templates-dir") Optional<Path> directory,
            Language language,
            ZoneId zone,
            Clock clock) {
        this.templates = directory
                .map(path -> read(path, TemplateEngine.create(new AlertTimes(language, zone), clock)))
                .orElse(Map.of());
    }

    /** Makes the start ask for it, and so read the files. */
    void load(@Observes @Priority(25) StartupEvent start) {
        if (!templates.isEmpty()) {
            LOG.infof("Own templates: %s", String.join(", ", templates.keySet()));
        }
    }

    private static Map<String, OwnTemplate> read(Path directory, Engine engine) {
        Map<String, OwnTemplate> templates = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = file.getFileName().toString();
            try {
                templates.put(
                        name.substring(0, name.length() - SUFFIX.length()),
                        OwnTemplate.parse(engine, Files.readString(file)));
            } catch (OwnTemplate.Broken e) {
                broken.add(file + ", " + e.getMessage());
            } catch (IOException e) {
                broken.add(file + " cannot be read as UTF-8 (" + e.getClass().getSimpleName() + ")");
            }
        }
        if (!broken.isEmpty()) {
            throw new StartupProblem("notify.templates-dir: " + String.join("\n", broken));
        }
        return templates;
    }

    /** Without what begins with a dot: a mounted ConfigMap has links of that kind. */
    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file);
                    })
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new StartupProblem("notify.templates-dir: " + directory + " cannot be read as a directory ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * What the operator's template makes of the payload: the one that the query names, else the one with the name of the
     * source. Without one, {@code builtIn}; if it fails too, with the tag {@value #FAILED}.
     */
    public NotificationDraft instead(NotificationDraft builtIn, JsonNode payload, String source, WebhookQuery query) {
        String name = query.template().orElse(source);
        OwnTemplate template = templates.get(name);
        if (template == null) {
            query.template().ifPresent(chosen -> LOG.warnf("There is no template %s", Shorten.line(chosen, 80)));
            return query.template().isPresent() ? failed(builtIn) : builtIn;
        }
        try {
            NotificationDraft own = template.apply(payload, builtIn);
            return query.priority().isPresent() ? withPriority(own, builtIn) : own;
        } catch (RuntimeException e) {
            LOG.warnf("The template %s failed, the built-in text is used: %s", name, reason(e));
            return failed(builtIn);
        }
    }

    /** Whether the operator has a template of that name. */
    public boolean has(String name) {
        return templates.containsKey(name);
    }

    /**
     * What a template makes of a payload; empty when there is none of the name.
     *
     * @throws RuntimeException when it fails on this payload
     */
    Optional<NotificationDraft> preview(String name, JsonNode payload, NotificationDraft builtIn) {
        return Optional.ofNullable(templates.get(name)).map(template -> template.apply(payload, builtIn));
    }

    /** One line, without the payload. */
    static String reason(RuntimeException e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        return Shorten.line(String.valueOf(cause.getMessage()), 300);
    }

    private static NotificationDraft failed(NotificationDraft d) {
        List<String> tags = Stream.concat(d.tags().stream(), Stream.of(FAILED)).toList();
        return new NotificationDraft(
                d.client(),
                d.source(),
                d.title(),
                d.text(),
                d.priority(),
                tags,
                d.url(),
                d.dedupKey(),
                d.thread(),
                d.ttl(),
                d.phase());
    }

    private static NotificationDraft withPriority(NotificationDraft d, NotificationDraft chosen) {
        return new NotificationDraft(
                d.client(),
                d.source(),
                d.title(),
                d.text(),
                chosen.priority(),
                d.tags(),
                d.url(),
                d.dedupKey(),
                d.thread(),
                d.ttl(),
                d.phase());
    }
}
