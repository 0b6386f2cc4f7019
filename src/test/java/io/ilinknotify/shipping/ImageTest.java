package io.ilinknotify.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code Dockerfile.native} repeats of other files is the same there. */
class ImageTest {
    private static final Pattern VERSION = Pattern.compile("<artifactId>ilink-notify</artifactId>\\s*<version>(.*?)</");

    @Test
    void theBuilderIsTheOneThatMavenTakes() throws IOException {
        Properties settings = new Properties();
        settings.load(new StringReader(Files.readString(Path.of("src/main/resources/application.properties"))));

        assertThat(argument("BUILDER_IMAGE"))
                .isEqualTo(settings.getProperty("quarkus.native.builder-image"))
                .matches("\\S+:\\d+\\.\\d+\\.\\d+\\S+");
    }

    @Test
    void theLabelTellsTheVersionOfThePom() throws IOException {
        Matcher pom = VERSION.matcher(Files.readString(Path.of("pom.xml")));

        assertThat(pom.find()).isTrue();
        assertThat(argument("VERSION")).isEqualTo(pom.group(1));
    }

    /** Kubernetes checks runAsNonRoot by the number, and both files have to name the owner of the volume. */
    @Test
    void itRunsAsTheUserOfTheManifests() throws IOException {
        assertThat(Files.readString(Path.of("Dockerfile.native"))).contains("\nUSER 10001:10001\n");
        assertThat(Files.readString(Manifests.FOLDER.resolve("base/50-deployment.yaml")))
                .contains("runAsUser: 10001\n", "runAsGroup: 10001\n", "fsGroup: 10001\n");
    }

    /** Nobody but this machine reaches it, nothing but the volume is written, and its health is asked for by its own command. */
    @Test
    void theComposeFileRunsTheImageAsItIsMeant() throws IOException {
        JsonNode service =
                new YAMLMapper().readTree(Path.of("docs/compose.yaml").toFile()).at("/services/ilink-notify");
        String image = Files.readString(Path.of("Dockerfile.native"));

        assertThat(service.at("/build/dockerfile").asText()).isEqualTo("Dockerfile.native");
        assertThat(service.path("read_only").asBoolean()).isTrue();
        assertThat(service.at("/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(image).contains("VOLUME " + service.at("/volumes/0").asText().replaceFirst("^state:", "") + "\n");
        assertThat(image).contains("CMD [\"/usr/local/bin/ilink-notify\", \"health\"]");
        assertThat(service.at("/healthcheck/test").toString())
                .isEqualTo("[\"CMD\",\"/usr/local/bin/ilink-notify\",\"health\"]");
    }

    private static String argument(String name) throws IOException {
        Matcher given =
                Pattern.compile("(?m)^ARG " + name + "=(.*)$").matcher(Files.readString(Path.of("Dockerfile.native")));
        assertThat(given.find()).as(name).isTrue();
        return given.group(1);
    }
}
