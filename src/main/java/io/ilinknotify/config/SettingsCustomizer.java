package io.ilinknotify.config;

import io.ilinknotify.http.Route;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/**
 * Brings {@link SettingsRules} into the check that the configuration makes of itself, and the metrics' forms of addresses out
 * of the table of routes. Found as a service.
 */
public final class SettingsCustomizer implements SmallRyeConfigBuilderCustomizer {
    /** Quarkus' own converters have 200. */
    private static final int ABOVE_QUARKUS = 300;

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        builder.withDefaultValue(
                "quarkus.micrometer.binder.http-server.match-patterns", String.join(",", Route.measuredForms()));
        builder.withConverter(ZoneId.class, ABOVE_QUARKUS, SettingsCustomizer::zone);
        builder.withValidator(new ConfigValidator() {
            @Override
            public void validateMapping(Class<?> type, String prefix, Object settings) {
                List<String> wrong = SettingsRules.check(settings);
                if (!wrong.isEmpty()) {
                    throw new ConfigValidationException(
                            wrong.stream().map(Problem::new).toArray(Problem[]::new));
                }
            }
        });
    }

    /**
     * Reads a zone that may be absent. The configuration takes only an {@code IllegalArgumentException} for an answer: with
     * Quarkus' own converter, which throws another, the name of the setting is lost and no further setting is checked.
     */
    @SuppressWarnings("NullAway") // null means absent
    private static @Nullable ZoneId zone(String value) {
        try {
            return value.isBlank() ? null : ZoneId.of(value.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + value + "' is not a time zone such as Europe/Berlin", e);
        }
    }
}
