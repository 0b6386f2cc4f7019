package io.ilinknotify.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.smallrye.config.source.yaml.YamlConfigSource;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings in {@code k8s/} are read as the agent reads them, and the placeholders beside them are refused. */
class ShippedSettingsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @Test
    void theConfigMapHoldsRightSettings() throws IOException {
        String text = document("base/30-configmap.yaml", 0)
                .at("/data/application.yaml")
                .asText();
        Map<String, String> settings = new YamlConfigSource("application.yaml", text).getProperties();

        assertThat(settings).containsKeys("notify.jobs.daily-report.cron", "notify.access.tokens-dir");
        assertThat(EarlySettings.problems(settings)).isEmpty();
    }

    @Test
    void theSidecarHoldsRightSettings() throws IOException {
        String text = Files.readString(Path.of("k8s/overlays/sidecar/application.yaml"));
        Map<String, String> settings = new YamlConfigSource("application.yaml", text).getProperties();

        assertThat(settings).containsEntry("notify.access.mode", "none");
        assertThat(EarlySettings.problems(settings)).isEmpty();
    }

    @Test
    void theSecretsPlaceholdersAreRefused() throws IOException {
        for (int i = 0; i < 2; i++) {
            for (JsonNode token : document("base/20-secret.example.yaml", i).path("stringData")) {
                assertThat(EarlySettings.problems(Map.of("notify.access.tokens.ci", token.asText())))
                        .singleElement()
                        .asString()
                        .startsWith("notify.access.tokens.ci: is a placeholder");
            }
        }
    }

    private static JsonNode document(String file, int number) throws IOException {
        List<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(Path.of("k8s", file).toFile())
                .readAll();
        return documents.get(number);
    }
}
