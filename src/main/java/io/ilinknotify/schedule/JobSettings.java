package io.ilinknotify.schedule;

import java.util.Map;

/**
 * The jobs of the settings.
 *
 * @param jobs by name
 */
public record JobSettings(Map<String, JobConfig> jobs) {
    public JobSettings {
        jobs = Map.copyOf(jobs);
    }
}
