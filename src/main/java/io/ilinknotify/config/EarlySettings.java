package io.ilinknotify.config;

import io.ilinknotify.access.AccessConfig;
import io.ilinknotify.account.AccountSeedConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.fallback.FallbackConfig;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.media.MediaConfig;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.webhook.WebhookConfig;
import io.ilinknotify.window.WindowConfig;
import io.quarkus.config.yaml.runtime.YamlConfigBuilder;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.PathConverter;
import io.quarkus.runtime.configuration.RuntimeConfigBuilder;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlLocationConfigSourceFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the settings as a start would, without starting anything: for the commands. Words what is wrong with them. */
public final class EarlySettings {
    public static final List<ConfigClass> ROOTS = Stream.of(
                    NotifyConfig.class,
                    AccessConfig.class,
                    WindowConfig.class,
                    DeliveryConfig.class,
                    OutboxConfig.class,
                    MediaConfig.class,
                    WebhookConfig.class,
                    FallbackConfig.class,
                    IlinkConfig.class,
                    AccountSeedConfig.class)
            .map(ConfigClass::configClass)
            .toList();

    /** SmallRye shows a value that cannot be read, and some of these may hold a password. */
    private static final Pattern DELICATE = Pattern.compile(
            "(config property \\S*(?:token|secret|password|proxy|url)\\S* with the config value) .*", Pattern.DOTALL);

    private EarlySettings() {}

    /**
     * Reads the same sources in the same order as Quarkus.
     *
     * @param given settings that win over all sources
     * @throws ConfigValidationException when anything is wrong
     */
    public static SmallRyeConfig read(Map<String, String> given) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .forClassLoader(Thread.currentThread().getContextClassLoader())
                .withCustomizers(new RuntimeConfigBuilder(), new SettingsCustomizer())
                .withDefaultValue(
                        SmallRyeConfig.SMALLRYE_CONFIG_PROFILE,
                        LaunchMode.current().getDefaultProfile())
                .withSources(new PropertiesLocationConfigSourceFactory(), new YamlLocationConfigSourceFactory())
                .withSources(new PropertiesConfigSource(given, "given", 1000))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(Path.class, 200, new PathConverter());
        new YamlConfigBuilder().configBuilder(builder);
        ROOTS.forEach(builder::withMapping);
        return builder.build();
    }

    /** One line for each fault, by the name of the setting. The rules are only asked once every value can be read. */
    public static List<String> problems(ConfigValidationException wrong) {
        return IntStream.range(0, wrong.getProblemCount())
                .mapToObj(i -> wrong.getProblem(i).getMessage())
                .map(text -> DELICATE.matcher(text).replaceFirst("$1, not shown here, cannot be read"))
                .distinct()
                .sorted()
                .toList();
    }
}
