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
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The settings in {@code k8s/} are read as the agent reads them, and the placeholders beside them are refused. */
class ShippedSettingsTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern VARIABLES = Pattern.compile("(?m)^ENV (?:.*\\\\\n)*.*$");
    private static final Pattern VARIABLE = Pattern.compile("([A-Z_]+)=");

    @Test
    void theConfigMapHoldsRightSettings() throws IOException {
        String text = document("base/30-configmap.yaml", 0)
                .at("/data/application.yaml")
                .asText();
        Map<String, String> settings = settings(text);

        assertThat(settings).containsKeys("notify.jobs.daily-report.cron", "notify.access.tokens-dir");
        assertThat(GivenSettings.problems(settings)).isEmpty();
    }

    @Test
    void theSidecarHoldsRightSettings() throws IOException {
        String text = Files.readString(Path.of("k8s/overlays/sidecar/application.yaml"));
        Map<String, String> settings = settings(text);

        assertThat(settings)
                .containsEntry("notify.access.mode", "none")
                .containsEntry("quarkus.http.host", "127.0.0.1"); // else it would be refused
        assertThat(GivenSettings.problems(settings)).isEmpty();
    }

    /** A variable wins over the mounted file: the sidecar would listen where the image says, and refuse to start. */
    @Test
    void theImageSetsNothingThatTheMountedFilesSet() throws IOException {
        String image = Files.readString(Path.of("Dockerfile.native"));
        Set<String> variables = VARIABLES
                .matcher(image)
                .results()
                .flatMap(block -> VARIABLE.matcher(block.group()).results())
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
        String text = document("base/30-configmap.yaml", 0)
                .at("/data/application.yaml")
                .asText();
        String sidecar = Files.readString(Path.of("k8s/overlays/sidecar/application.yaml"));

        assertThat(variables).contains("NOTIFY_STATE_DIR");
        assertThat(Stream.of(text, sidecar)
                        .flatMap(file -> settings(file).keySet().stream())
                        .map(UnknownEnvironment::variableOf))
                .contains("QUARKUS_HTTP_HOST")
                .doesNotContainAnyElementsOf(variables);
    }

    @Test
    void theSecretsPlaceholdersAreRefused() throws IOException {
        for (int i = 0; i < 2; i++) {
            for (JsonNode token : document("base/20-secret.example.yaml", i).path("stringData")) {
                assertThat(GivenSettings.problems(Map.of("notify.access.tokens.ci", token.asText())))
                        .singleElement()
                        .asString()
                        .startsWith("notify.access.tokens.ci: is a placeholder");
            }
        }
    }

    private static Map<String, String> settings(String yaml) {
        return new YamlConfigSource("application.yaml", yaml).getProperties();
    }

    private static JsonNode document(String file, int number) throws IOException {
        List<JsonNode> documents = YAML.readerFor(JsonNode.class)
                .<JsonNode>readValues(Path.of("k8s", file).toFile())
                .readAll();
        return documents.get(number);
    }
}
