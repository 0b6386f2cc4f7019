package io.ilinknotify.webhook.template;

import io.ilinknotify.http.CountedWarning;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.webhook.WebhookQuery;
import io.quarkus.qute.Engine;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

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
import java.util.function.Function;
import java.util.stream.Stream;

/** The files {@code *.txt} of {@code notify.templates-dir}, read once at the start; a broken one stops it. */
@Singleton
public final class OwnTemplates {
    /** The tag of a notification that the operator's template failed on. */
    public static final String FAILED = "template-failed";

    private static final Logger LOG = Logger.getLogger(OwnTemplates.class);
    private static final CountedWarning NO_TEMPLATE =
            new CountedWarning(LOG, "A webhook named a template that does not exist; the built-in text is used");
    private static final CountedWarning FAILING =
            new CountedWarning(LOG, "A template failed; the built-in text is used");
    private static final String SUFFIX = ".txt";

    private final boolean hasDirectory;
    private final Map<String, TemplateFile> templates;

    @Inject
    public OwnTemplates(
            @ConfigProperty(name = "notify.templates-dir") Optional<Path> directory,
            Language language,
            ZoneId zone,
            Clock clock) {
        this.hasDirectory = directory.isPresent();
        this.templates = directory
                .map(path -> read(path, TemplateEngine.create(new TextWords(language, zone, clock).resolvers())))
                .orElse(Map.of());
    }

    /** Makes the start ask for it, and so read the files. */
    void load(@Observes @jakarta.annotation.Priority(25) StartupEvent start) {
        if (!templates.isEmpty()) {
            LOG.infof("Own templates: %s", String.join(", ", templates.keySet()));
        }
    }

    private static Map<String, TemplateFile> read(Path directory, Engine engine) {
        Map<String, TemplateFile> templates = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = file.getFileName().toString();
            try {
                templates.put(
                        name.substring(0, name.length() - SUFFIX.length()),
                        TemplateFile.parse(engine, Files.readString(file), System::nanoTime));
            } catch (TemplateFile.Broken e) {
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
     * The notification by the operator's template: the one that the query names, else the one with the name of the source.
     * Without one, {@code builtIn}; if it fails too, with the tag {@value #FAILED}.
     *
     * @param use how the template is given the payload
     */
    public NotificationDraft instead(
            NotificationDraft builtIn, WebhookQuery query, Function<TemplateFile, NotificationDraft> use) {
        String name = query.template().orElse(builtIn.source());
        TemplateFile template = templates.get(name);
        if (template == null) {
            query.template().ifPresent(chosen -> NO_TEMPLATE.happened("from " + builtIn.client()));
            return query.template().isPresent() ? failed(builtIn) : builtIn;
        }
        try {
            NotificationDraft own = use.apply(template);
            return with(query.priority().isPresent() ? builtIn.priority() : own.priority(), own.tags(), own);
        } catch (RuntimeException e) {
            FAILING.happened("%s, %s".formatted(name, e.getMessage()));
            return failed(builtIn);
        }
    }

    /** The operator's template of that name. */
    public Optional<TemplateFile> find(String name) {
        return Optional.ofNullable(templates.get(name));
    }

    /** Which templates there are, and if there are none, why: for an operator who named another. */
    public String inventory() {
        if (!hasDirectory) {
            return "notify.templates-dir is not set, so there are no own templates.";
        }
        return templates.isEmpty()
                ? "notify.templates-dir is set, and had no *.txt in it when the agent started."
                : "Those of notify.templates-dir, read when the agent started, are: "
                        + String.join(", ", templates.keySet()) + ".";
    }

    private static NotificationDraft failed(NotificationDraft draft) {
        List<String> tags =
                Stream.concat(draft.tags().stream(), Stream.of(FAILED)).toList();
        return with(draft.priority(), tags, draft);
    }

    private static NotificationDraft with(Priority priority, List<String> tags, NotificationDraft d) {
        return new NotificationDraft(
                d.client(),
                d.source(),
                d.title(),
                d.text(),
                priority,
                tags,
                d.url(),
                d.dedupKey(),
                d.thread(),
                d.ttl(),
                d.phase());
    }
}
