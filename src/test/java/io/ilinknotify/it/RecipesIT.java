package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The recipes of the documentation, run as they stand there with the programs that they name; only the address of the agent is another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipesIT {
    private static final String DOCUMENTED = "localhost:8080";

    @RegisterExtension
    final Installation installation = new Installation()
            .set(
                    "NOTIFY_TEMPLATES_DIR",
                    Path.of("docs/templates").toAbsolutePath().toString())
            .set("NOTIFY_DELIVERY_STRATEGY", "immediate")
            .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
            .set("NOTIFY_WINDOW_BUDGET", "100");

    private final Simulator simulator = installation.simulator;
    private final Path directory = installation.directory;

    private RunningAgent agent;

    @BeforeAll
    void start() {
        simulator.ilink().rules().bursts = false;
        simulator.ilink().rules().quota = 100;
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
        agent = installation.start();
        agent.signIn(simulator);
    }

    @Test
    void curl() {
        RealProgram.require("curl");

        for (String line : commands(Recipes.blocks("curl", "shell").getFirst())) {
            run(line);
        }

        awaitTold("disk full on ", "Backup\nnas1: exit code 3", "the shop is down", "Nightly\n42 tests failed");
    }

    @Test
    void files() throws IOException {
        RealProgram.require("curl");
        for (String name : List.of("report.pdf", "panel.png", "build.log", "backup.log")) {
            Files.writeString(directory.resolve(name), "the content of " + name);
        }

        for (String line : commands(Recipes.blocks("Files", "shell").getFirst())) {
            run(line);
        }
        run(Recipes.blocks("Files", "cron")
                .getFirst()
                .strip()
                .replaceFirst("^15 3 \\* \\* \\* ", "")
                .replace("/usr/local/bin/backup", "{ echo 'no space left'; false; }")
                .replace("/tmp/backup.log", directory.resolve("backup.log").toString()));

        assertThat(agent.calls.records())
                .flatExtracting(record -> record.path("attachments").findValuesAsText("name"))
                .contains("report.pdf", "panel.png", "build.log", "disks.txt", "backup.log");
    }

    @Test
    void whatAppriseAttaches() throws IOException {
        RealProgram.require("apprise");
        Files.writeString(directory.resolve("attached.txt"), "attached");
        String address = "json://user:%2$s@127.0.0.1:%1$d/notify";
        try (RealProgram apprise = apprise("notify", address, installation.senderToken, "--attach", "attached.txt")) {
            assertThat(apprise.awaitExit()).as(apprise::output).isZero();
        }

        assertThat(agent.calls.records())
                .flatExtracting(record -> record.path("attachments").findValuesAsText("name"))
                .contains("attached.txt");
    }

    @Test
    void aStepOfGithubActions() throws IOException {
        RealProgram.require("curl");
        JsonNode step = new YAMLMapper()
                .readTree(Recipes.blocks("GitHub Actions", "yaml").getFirst())
                .get(0);

        run("export TITLE='CI failed' LINK=https://github.com/acme/shop/actions/runs/1 GITHUB_REPOSITORY=acme/shop"
                + " GITHUB_REF_NAME=main\n" + step.path("run").asText());

        assertThat(step.path("env").properties().stream().map(variable -> variable.getKey()))
                .containsExactly("NOTIFY", "TOKEN", "TITLE", "LINK");
        awaitTold("CI failed\nacme/shop main\nhttps://github.com/acme/shop/actions/runs/1");
    }

    @Test
    void aJobOfGitlab() throws IOException {
        RealProgram.require("curl");
        JsonNode job = new YAMLMapper()
                .readTree(Recipes.blocks("GitLab CI", "yaml").getFirst())
                .get("tell-the-phone");

        run("export CI_PROJECT_PATH=acme/web CI_PIPELINE_URL=https://gitlab.com/acme/web/1 CI_COMMIT_REF_NAME=main"
                + " CI_COMMIT_TITLE='fix login'\n"
                + job.path("script").get(0).asText());

        awaitTold("acme/web failed\nmain: fix login\nhttps://gitlab.com/acme/web/1");
    }

    @Test
    void cron() {
        RealProgram.require("curl");
        String entry =
                Recipes.blocks("cron", "cron").getFirst().lines().toList().getLast();

        run(entry.replaceFirst("^15 3 \\* \\* \\* ", "")
                .replace("/usr/local/bin/backup", "{ echo 'no space left on nas1'; false; }")
                .replace("/tmp/backup.log", directory.resolve("backup.log").toString()));

        awaitTold("backup failed\nno space left on nas1");
    }

    @Test
    void systemd() throws IOException {
        RealProgram.require("systemd-analyze");
        List<String> units = Recipes.blocks("systemd", "ini");
        Files.writeString(directory.resolve("tell-phone@.service"), units.get(0));
        Path watched = directory.resolve("watched.service");
        Files.writeString(watched, units.get(1) + "\n[Service]\nExecStart=/bin/false\n");

        try (RealProgram verify = RealProgram.start(
                directory,
                List.of(
                        "systemd-analyze",
                        "verify",
                        watched.toString(),
                        directory.resolve("tell-phone@it.service").toString()))) {
            assertThat(verify.awaitExit()).as(verify::output).isZero();
            assertThat(verify.output()).doesNotContain("tell-phone", "watched.service");
        }
    }

    @Test
    void alertmanager() throws IOException {
        RealProgram.require("amtool");
        Path file = directory.resolve("alertmanager.yml");
        Files.writeString(file, Recipes.blocks("Alertmanager", "yaml").getFirst());

        try (RealProgram check = RealProgram.start(directory, List.of("amtool", "check-config", file.toString()))) {
            assertThat(check.awaitExit()).as(check::output).isZero();
        }
        assertThat(route(file, "alertname=Watchdog")).isEqualTo("nowhere");
        assertThat(route(file, "alertname=InfoInhibitor")).isEqualTo("nowhere");
        assertThat(route(file, "alertname=Down", "job=ilink-notify")).isEqualTo("other-way");
        assertThat(route(file, "alertname=Down", "job=node")).isEqualTo("phone");
    }

    @Test
    void apprise() {
        RealProgram.require("apprise");

        for (String line : commands(
                Recipes.blocks("Clients made for other services", "shell").getFirst())) {
            run(line);
        }

        assertThat(agent.calls.records())
                .filteredOn(record -> record.path("title").asText().equals("Build"))
                .extracting(record -> record.path("source").asText())
                .containsExactlyInAnyOrder("gotify", "ntfy", "apprise", "notify");
    }

    @Test
    void thePreviewOfATemplate() throws IOException {
        RealProgram.require("curl");

        String printed =
                run(Recipes.blocks("For other senders", "shell").getFirst().replaceFirst("export OPERATOR.*\n", ""));

        JsonNode preview = new ObjectMapper().readTree(printed);
        assertThat(preview.path("title").asText()).isEqualTo("Shop");
        assertThat(preview.path("text").asText()).startsWith("timeout\n");
        assertThat(preview.path("priority").asText()).isEqualTo("critical");
    }

    /** The client {@code apprise} as Debian has it, against each route whose language it speaks. */
    @ParameterizedTest
    @CsvSource({
        "gotify,gotify://127.0.0.1:%1$d/gotify/%2$s/",
        "ntfy,ntfy://user:%2$s@127.0.0.1:%1$d/mytopic",
        "apprise,apprise://user:%2$s@127.0.0.1:%1$d/mykey",
        "notify,json://user:%2$s@127.0.0.1:%1$d/notify"
    })
    void appriseIsContentAndThePhoneShowsIt(String source, String address) {
        RealProgram.require("apprise");
        try (RealProgram apprise = apprise(source, address, installation.senderToken)) {
            assertThat(apprise.awaitExit()).as(apprise::output).isZero();
        }

        String message = "构建失败 " + source + "\nsee the log of " + source;
        await().atMost(RealProgram.PATIENCE)
                .untilAsserted(() -> assertThat(simulator.phone().texts())
                        .filteredOn(text -> text.contains(message))
                        .hasSize(1));
        assertThat(agent.calls.records())
                .filteredOn(record -> record.path("title").asText().equals("构建失败 " + source))
                .extracting(record -> record.path("source").asText())
                .containsExactly(source);
    }

    @Test
    void appriseSaysSoWhenItMayNotSend() {
        RealProgram.require("apprise");
        try (RealProgram apprise =
                apprise("nobody", "json://user:%2$s@127.0.0.1:%1$d/notify", "a-token-that-nobody-has")) {
            assertThat(apprise.awaitExit()).as(apprise::output).isEqualTo(1);
        }
    }

    private RealProgram apprise(String source, String address, String token, String... more) {
        String title = (more.length == 0 ? "构建失败 " : "文件 ") + source;
        List<String> command =
                new ArrayList<>(List.of("apprise", "-vv", "-t", title, "-b", "see the log of " + source));
        command.addAll(List.of(more));
        command.add(address.formatted(installation.port, token));
        return RealProgram.start(directory, command);
    }

    private String route(Path file, String... labels) {
        List<String> command = new ArrayList<>(List.of("amtool", "config", "routes", "test", "--config.file=" + file));
        command.addAll(List.of(labels));
        try (RealProgram test = RealProgram.start(directory, command)) {
            assertThat(test.awaitExit()).as(test::output).isZero();
            return test.output().lines().toList().getLast();
        }
    }

    /** The lines of a block; one that ends with a backslash goes on. */
    private static List<String> commands(String block) {
        return block.replace("\\\n", " ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private String run(String recipe) {
        String script = "set -eo pipefail\nexport NOTIFY=http://127.0.0.1:%d TOKEN=%s OPERATOR=%s\n%s"
                .formatted(
                        installation.port,
                        installation.senderToken,
                        installation.operatorToken,
                        recipe.replace(DOCUMENTED, "127.0.0.1:" + installation.port));
        try (RealProgram shell = RealProgram.start(directory, List.of("bash", "-c", script))) {
            assertThat(shell.awaitExit())
                    .as(() -> recipe + "\n" + shell.output())
                    .isZero();
            return shell.output();
        }
    }

    private void awaitTold(String... texts) {
        await().atMost(RealProgram.PATIENCE)
                .untilAsserted(() -> assertThat(simulator.phone().texts())
                        .allSatisfy(text -> assertThat(text).isNotBlank())
                        .satisfies(all -> assertThat(all.toString()).contains(texts)));
    }
}
