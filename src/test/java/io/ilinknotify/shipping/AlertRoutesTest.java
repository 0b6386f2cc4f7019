package io.ilinknotify.shipping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the overlay's routes lead, said by Alertmanager's own tool. */
class AlertRoutesTest {
    private static final Path FILE = Manifests.FOLDER.resolve("overlays/alertmanager/alertmanagerconfig.yaml");
    private static final Pattern GROUPED = Pattern.compile("(?m)^ {2}group_by: .*");

    @TempDir
    Path directory;

    private ObjectNode configuration;

    @BeforeEach
    void asAlertmanagerReadsIt() throws IOException {
        configuration =
                (ObjectNode) translated(Manifests.documentsOf(FILE).getFirst().path("spec"));
        // What JSON can say, YAML can.
        Files.writeString(directory.resolve("alertmanager.yml"), configuration.toString());
    }

    @Test
    void alertmanagerTakesIt() throws IOException, InterruptedException {
        assertThat(amtool("check-config", "alertmanager.yml")).contains("SUCCESS");
    }

    @ParameterizedTest
    @CsvSource({
        "Watchdog, none, nobody",
        "InfoInhibitor, none, nobody",
        "DiskFull, critical, ilink-notify",
        "IlinkNotifySignedOut, critical, ilink-notify"
    })
    void anAlertGoesWhereItIsOfUse(String name, String severity, String receiver)
            throws IOException, InterruptedException {
        String said = amtool(
                "config",
                "routes",
                "test",
                "--config.file=alertmanager.yml",
                "alertname=" + name,
                "severity=" + severity,
                "namespace=shop");

        // Before it, Debian's amtool may warn about its own settings.
        assertThat(said.lines().toList().getLast()).isEqualTo(receiver);
    }

    @Test
    void itGroupsAsTheRecipeDoes() throws IOException {
        Matcher recipe = GROUPED.matcher(Files.readString(Path.of("docs/recipes.md")));

        assertThat(recipe.find()).isTrue();
        assertThat(configuration.at("/route/group_by"))
                .isEqualTo(Manifests.documents(recipe.group()).getFirst().path("group_by"));
    }

    private String amtool(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "amtool";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Tool.run(directory, "prometheus-alertmanager", command);
    }

    /** What the operator makes of it: names with underscores, matchers as text, the token instead of where it lies. */
    private static JsonNode translated(JsonNode resource) {
        JsonNodeFactory json = new ObjectMapper().getNodeFactory();
        if (resource.isArray()) {
            ArrayNode items = json.arrayNode();
            resource.forEach(item -> items.add(translated(item)));
            return items;
        }
        if (!resource.isObject()) {
            return resource;
        }
        if (resource.has("matchType")) {
            return json.textNode(
                    resource.path("name").asText() + resource.path("matchType").asText() + "\""
                            + resource.path("value").asText() + "\"");
        }
        ObjectNode fields = json.objectNode();
        resource.properties()
                .forEach(field -> fields.set(
                        field.getKey().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT),
                        field.getKey().equals("credentials") ? json.textNode("token") : translated(field.getValue())));
        return fields;
    }
}
