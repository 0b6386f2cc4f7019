package io.ilinknotify.config;

import io.smallrye.config.ConfigValidationException;

import java.util.List;
import java.util.Map;

/** Reads settings that a test gives as a start would read them. */
final class GivenSettings {
    private GivenSettings() {}

    /** What a start with them would say is wrong; empty when nothing is. */
    static List<String> problems(Map<String, String> given) {
        try {
            EarlySettings.read(given);
            return List.of();
        } catch (ConfigValidationException e) {
            return EarlySettings.problems(e);
        }
    }
}
