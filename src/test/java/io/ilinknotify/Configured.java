package io.ilinknotify;

import io.ilinknotify.fallback.WebhookServer;
import io.quarkus.test.junit.QuarkusTestProfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One start with everything configured that is off or otherwise by default; every test that needs some of it shares it. */
public final class Configured implements QuarkusTestProfile {
    /** The key of Grafana's signatures. */
    public static final String GRAFANA_SECRET = "a secret of Grafana";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.ofEntries(
                Map.entry("notify.language", "en"),
                Map.entry("notify.time-zone", "UTC"),
                Map.entry("notify.window.length", "12h"),
                Map.entry("notify.access.tokens.ci", "a-token-for-ci-0123456789"),
                Map.entry("notify.public-url", "https://notify.example.org/"),
                Map.entry("notify.dedup-window", "0s"),
                Map.entry("notify.templates-dir", templates().toString()),
                Map.entry("notify.webhook.off", "slack,wecom,gotify,ntfy,apprise"),
                Map.entry("notify.webhook.severity.moon", "high"),
                Map.entry("notify.webhook.grafana.hmac-secret", GRAFANA_SECRET),
                Map.entry("notify.webhook.grafana.signature-header", "X-Signed"),
                Map.entry("notify.webhook.grafana.timestamp-header", "X-Signed-At"),
                Map.entry("notify.jobs.pulse.cron", "* * * * * ?"),
                Map.entry("notify.jobs.pulse.text", "alive"),
                Map.entry("notify.jobs.rare.cron", "0 9 29 2 *"),
                Map.entry("notify.jobs.rare.time-zone", "Europe/Berlin"),
                Map.entry("notify.jobs.rare.title", "A day more"),
                Map.entry("notify.jobs.switched-off.every", "90m"),
                Map.entry("notify.jobs.switched-off.title", "x"),
                Map.entry("notify.jobs.switched-off.enabled", "false"),
                Map.entry("notify.quiet.morning.from", "00:00"),
                Map.entry("notify.quiet.morning.to", "12:00"),
                Map.entry("notify.quiet.afternoon.from", "12:00"),
                Map.entry("notify.quiet.afternoon.to", "00:00"),
                Map.entry("notify.quiet.sundays.from", "00:00"),
                Map.entry("notify.quiet.sundays.to", "00:01"),
                Map.entry("notify.quiet.sundays.days", "sunday"),
                Map.entry("notify.quiet.sundays.below", "critical"));
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(WebhookServer.class));
    }

    private static Path templates() {
        try {
            Path templates = Files.createTempDirectory("templates");
            Files.writeString(templates.resolve("build.txt"), "Title: {name}\n\n{state}");
            Files.copy(Path.of("src/main/resources/texts/alerts_en.txt"), templates.resolve("copy.txt"));
            return templates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
