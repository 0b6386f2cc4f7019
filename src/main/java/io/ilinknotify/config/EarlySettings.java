package io.ilinknotify.config;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.access.AccessRules;
import io.quarkus.config.yaml.runtime.YamlConfigBuilder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.quarkus.runtime.configuration.RuntimeConfigBuilder;
import io.quarkus.runtime.configuration.ZoneIdConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlLocationConfigSourceFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings as a start would read them, without starting anything: for the commands, and to tell everything that is
 * wrong at once when a start failed (the check within the start stops asking rules when a value cannot even be read).
 */
public final class EarlySettings {
    /** Values that stand in for unreadable ones must win over every source. */
    private static final int ABOVE_ALL = Integer.MAX_VALUE;

    private EarlySettings() {}

    /** The same sources in the same order as Quarkus has them. */
    static SmallRyeConfigBuilder sources() {
        return new SmallRyeConfigBuilder()
                .forClassLoader(Thread.currentThread().getContextClassLoader())
                .withCustomizers(new RuntimeConfigBuilder(), new SettingsCustomizer())
                .withDefaultValue(
                        SmallRyeConfig.SMALLRYE_CONFIG_PROFILE,
                        LaunchMode.current().getDefaultProfile())
                .withSources(new PropertiesLocationConfigSourceFactory(), new YamlLocationConfigSourceFactory())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(ZoneId.class, 200, new ZoneIdConverter())
                .withConverter(Path.class, 200, new PathConverter());
    }

    /** The settings; throws {@link Wrong} with all that is wrong. */
    public static NotifyConfig read() throws Wrong {
        SmallRyeConfigBuilder builder = withYaml(sources());
        KnownSettings.ROOTS.forEach(builder::withMapping);
        try {
            return builder.build().getConfigMapping(NotifyConfig.class);
        } catch (ConfigValidationException e) {
            throw new Wrong(problems(e));
        }
    }

    /** All that is wrong, one line each; what a check found that is not about settings of ours stays in its words. */
    public static List<String> problems(ConfigValidationException found) {
        return problems(found, Map.of());
    }

    static List<String> problems(ConfigValidationException found, Map<String, String> more) {
        Map<String, String> texts = texts(more);
        KnownSettings known = KnownSettings.ours();
        for (int i = 0; i < found.getProblemCount(); i++) {
            SettingsProblem problem = SettingsProblem.of(found.getProblem(i).getMessage(), known);
            texts.putIfAbsent(problem.key(), problem.text());
        }
        return List.copyOf(texts.values());
    }

    /** The settings are wrong; the message has a line for each fault. */
    public static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(List<String> lines) {
            super("The settings are wrong:\n  " + String.join("\n  ", lines), null, false, false);
        }
    }

    static List<String> problems(Map<String, String> more) {
        return List.copyOf(texts(more).values());
    }

    /** By what they are about, so that a fault that is found in two ways is told once. */
    private static Map<String, String> texts(Map<String, String> more) {
        KnownSettings known = KnownSettings.ours();
        StandIns standIns = new StandIns(known);
        Map<String, String> texts = new LinkedHashMap<>();
        boolean again = true;
        while (again) {
            again = false;
            for (SettingsProblem problem : check(more, standIns.values(), known)) {
                if (!standIns.isAbout(problem)) {
                    texts.put(problem.key(), problem.text());
                }
                again |= problem.unreadable() && standIns.another(problem.name());
            }
        }
        texts.replaceAll((name, text) -> text + standIns.example(name, text));
        openMode(more).ifPresent(text -> texts.put(text, text));
        return texts;
    }

    /** A rule between a setting of ours and one of Quarkus. */
    private static Optional<String> openMode(Map<String, String> more) {
        SmallRyeConfig config = withYaml(sources().withSources(new PropertiesConfigSource(more, "given", 1000)))
                .build();
        String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        return config.getOptionalValue("notify.access.mode", String.class)
                .filter("none"::equalsIgnoreCase)
                .flatMap(mode -> AccessRules.checkMode(AccessConfig.Mode.NONE, host));
    }

    private static SmallRyeConfigBuilder withYaml(SmallRyeConfigBuilder builder) {
        new YamlConfigBuilder().configBuilder(builder);
        return builder;
    }

    private static List<SettingsProblem> check(
            Map<String, String> more, Map<String, String> standIns, KnownSettings known) {
        SmallRyeConfigBuilder builder = withYaml(sources()
                .withSources(
                        new PropertiesConfigSource(more, "given", 1000),
                        new PropertiesConfigSource(standIns, "stand-ins", ABOVE_ALL)));
        KnownSettings.ROOTS.forEach(builder::withMapping);
        List<SettingsProblem> problems = new ArrayList<>();
        try {
            builder.build();
        } catch (ConfigValidationException e) {
            for (int i = 0; i < e.getProblemCount(); i++) {
                problems.add(SettingsProblem.of(e.getProblem(i).getMessage(), known));
            }
        }
        return problems;
    }
}
