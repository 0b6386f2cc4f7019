package io.ilinknotify.config;

import io.ilinknotify.delivery.policy.QuietConfig;
import io.ilinknotify.notification.Language;
import io.ilinknotify.schedule.JobConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * {@code notify.*}: what belongs to no room alone. A group is declared in the room that it serves; to add one, name it in
 * {@link EarlySettings}, and say its rules in {@link SettingsRules}.
 */
@ConfigMapping(prefix = "notify")
public interface NotifyConfig {
    /** The volume: everything that must survive a restart. Created with mode 0700 when it is missing. */
    @WithDefault("state")
    Path stateDir();

    /** The language of the agent's own words. */
    @WithDefault("zh")
    Language language();

    /** The zone of every time on the phone and in jobs, such as {@code Asia/Shanghai}. */
    @WithDefault("Asia/Shanghai")
    ZoneId timeZone();

    /** How people reach the agent, {@code https://notify.example.org}; messages link to it. */
    Optional<URI> publicUrl();

    /** How long a {@code dedup_key} swallows its twins; 0s to 30d. */
    @WithDefault("15m")
    Duration dedupWindow();

    /** A directory with the operator's own templates, {@code <name>.txt}; a broken one stops the start. */
    Optional<Path> templatesDir();

    Map<String, JobConfig> jobs();

    Map<String, QuietConfig> quiet();
}
