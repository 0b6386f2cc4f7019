package io.ilinknotify.webhook.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.CountedWarning;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.webhook.WebhookQuery;
import io.quarkus.qute.Engine;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All templates: the texts that come with the agent, which are that of groups of alerts and the catalog of known senders, and
 * the operator's, the files {@code *.txt} of {@code notify.templates-dir}. All are read once at the start; a broken one of the
 * operator's stops it.
 */
@Singleton
public final class Templates {
    /** The tag of a notification that the operator's template failed on. */
    public static final String FAILED = "template-failed";

    private static final Logger LOG = Logger.getLogger(Templates.class);
    private static final CountedWarning NO_TEMPLATE =
            new CountedWarning(LOG, "A webhook named a template that does not exist; the built-in text is used");
    private static final CountedWarning FAILING =
            new CountedWarning(LOG, "A template failed; the built-in text is used");
    private static final String SUFFIX = ".txt";
    /** The names of the catalog's files: a native executable cannot list a folder. */
    private static final String NAMES = "/senders/names";
    /** The lines at the top of a file of the catalog, which are for people. */
    private static final Pattern COMMENT = Pattern.compile("(?m)\\A(?:#.*\n)+");

    private final boolean hasDirectory;
    private final Map<String, List<TemplateFile>> templates;
    private final TemplateFile alerts;
    private final List<TemplateFile> senders;

    public Templates(
            @ConfigProperty(name = "notify.templates-dir") Optional<Path> directory,
            Language language,
            ZoneId zone,
            Clock clock,
            Severities severities) {
        this.hasDirectory = directory.isPresent();
        Engine engine = TemplateEngine.create(new TextWords(language, zone, clock));
        this.templates = directory
                .map(path -> read(path, new TemplateFile.Parser(engine, severities, System::nanoTime)))
                .orElse(Map.of());
        TemplateFile.Parser builtIn = new TemplateFile.Parser(engine, severities, () -> 0);
        this.alerts = builtIn(builtIn, "/texts/", "alerts_" + language.code()).getFirst();
        this.senders = resource(NAMES)
                .lines()
                .flatMap(name -> builtIn(builtIn, "/senders/", name).stream())
                .toList();
    }

    /** Makes the start ask for it, and so read the files. */
    void load(@Observes @Priority(25) StartupEvent start) {
        if (!templates.isEmpty()) {
            LOG.infof("Own templates: %s", String.join(", ", templates.keySet()));
        }
    }

    private static Map<String, List<TemplateFile>> read(Path directory, TemplateFile.Parser parser) {
        Map<String, List<TemplateFile>> templates = new TreeMap<>();
        List<String> broken = new ArrayList<>();
        for (Path file : files(directory)) {
            String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
            try {
                templates.put(name, TemplateFile.parse(parser, name, Files.readString(file)));
            } catch (IllegalArgumentException e) {
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

    private static List<TemplateFile> builtIn(TemplateFile.Parser parser, String folder, String name) {
        try {
            String text = resource(folder + name + SUFFIX);
            return TemplateFile.parse(parser, name, COMMENT.matcher(text).replaceFirst(""));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(name + " is broken: " + e.getMessage(), e);
        }
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

    public TemplateFile alerts() {
        return alerts;
    }

    public Optional<TemplateFile> sender(JsonNode payload) {
        return fitting(senders.stream(), payload);
    }

    private static Optional<TemplateFile> fitting(Stream<TemplateFile> templates, JsonNode payload) {
        return templates.filter(template -> template.when().fits(payload)).findFirst();
    }

    /**
     * The notification by the operator's template: the one that the query names, else the one with the name of the source,
     * else the one with the name of the sender, else any that has {@code When:} and fits. Without one, {@code builtIn}; if it
     * fails too, with the tag {@value #FAILED}.
     *
     * @param payload as {@code When:} sees it
     * @param sender the name of a known sender; empty for others
     * @param use how the template is given the payload
     */
    public NotificationDraft instead(
            NotificationDraft builtIn,
            WebhookQuery query,
            JsonNode payload,
            String sender,
            Function<TemplateFile, NotificationDraft> use) {
        String name = query.template().orElse(builtIn.source());
        Optional<TemplateFile> template = find(name, payload);
        if (query.template().isPresent() && template.isEmpty()) {
            NO_TEMPLATE.happened("from " + builtIn.client());
            return query.applied(builtIn.tagged(List.of(FAILED)));
        }
        try {
            return query.applied(template.or(() -> find(sender, payload))
                    .or(() -> fitting(
                            templates.values().stream()
                                    .flatMap(List::stream)
                                    .filter(block -> !block.when().isAlways()),
                            payload))
                    .map(use)
                    .orElse(builtIn));
        } catch (RuntimeException e) {
            FAILING.happened("%s, %s".formatted(name, e.getMessage()));
            return query.applied(builtIn.tagged(List.of(FAILED)));
        }
    }

    /** The operator's template of that name for a payload. */
    public Optional<TemplateFile> find(String name, JsonNode payload) {
        return fitting(templates.getOrDefault(name, List.of()).stream(), payload);
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

    public static String resource(String name) {
        try (InputStream file = Templates.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not there");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
