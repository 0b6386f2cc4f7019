package io.ilinknotify.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The alerts, which Prometheus itself checks and tries, and the dashboard. */
class MonitoringTest {
    private static final Path FOLDER = Manifests.FOLDER.resolve("components/monitoring");
    private static final Pattern METRIC = Pattern.compile("ilink_notify_[a-z_]+");

    @TempDir
    Path directory;

    @Test
    void theAlertsFireWhenTheyShouldAndNotBefore() throws IOException, InterruptedException {
        JsonNode rule =
                Manifests.documentsOf(FOLDER.resolve("prometheusrule.yaml")).getFirst();
        // What YAML can say, JSON can: these are the groups as Prometheus reads them.
        Files.writeString(directory.resolve("rules.yaml"), rule.path("spec").toString());
        Files.copy(Path.of("src/test/resources/alerts/alerts.test.yaml"), directory.resolve("alerts.test.yaml"));

        Tool.run(directory, "prometheus", "promtool", "check", "rules", "rules.yaml");
        Tool.run(directory, "prometheus", "promtool", "test", "rules", "alerts.test.yaml");
    }

    @Test
    void theTestOfTheAlertsNamesEachOfThem() throws IOException {
        String tried = Files.readString(Path.of("src/test/resources/alerts/alerts.test.yaml"));

        assertThat(Manifests.documentsOf(FOLDER.resolve("prometheusrule.yaml"))
                        .getFirst()
                        .findValues("alert"))
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(tried).contains("alertname=\"" + alert.asText() + "\""));
    }

    @Test
    void alertsAndDashboardNameMetricsThatThereAre() throws IOException {
        Set<String> there = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(f -> f.toString().endsWith(".java")).forEach(f -> metrics(f, there));
        }
        Set<String> used = new TreeSet<>();
        metrics(FOLDER.resolve("prometheusrule.yaml"), used);
        metrics(FOLDER.resolve("dashboard.json"), used);

        assertThat(used).isNotEmpty().isSubsetOf(there);
        assertThat(new ObjectMapper()
                        .readTree(FOLDER.resolve("dashboard.json").toFile())
                        .at("/panels"))
                .hasSize(9);
    }

    private static void metrics(Path file, Set<String> names) {
        try {
            METRIC.matcher(Files.readString(file))
                    .results()
                    .forEach(m -> names.add(m.group().replaceFirst("_total$", "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
