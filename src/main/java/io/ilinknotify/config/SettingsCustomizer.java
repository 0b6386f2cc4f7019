package io.ilinknotify.config;

import io.ilinknotify.http.Route;
import io.ilinknotify.notification.ZoneConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValidator;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;

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
        // Quarkus' own fails in a way that loses the name of the setting, and ends the check of all others.
        builder.withConverter(ZoneId.class, ABOVE_QUARKUS, new ZoneConverter());
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
}
