package io.ilinknotify.it;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the volume holds, and when the agent refuses to touch it. */
class VolumeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final Installation installation = new Installation();

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void everyFileIsForItsOwnerAlone() throws IOException {
        installation.unset("NOTIFY_ACCESS_OPERATOR_TOKEN").unset("NOTIFY_ACCESS_TOKENS_CI");
        RunningAgent agent = installation.start();
        Files.setPosixFilePermissions(
                installation.stateDir.resolve("access.json"), PosixFilePermissions.fromString("rw-r--r--"));
        agent.kill();

        installation.set("NOTIFY_ACCESS_OPERATOR_TOKEN", installation.operatorToken);
        installation.set("NOTIFY_ACCESS_TOKENS_CI", installation.senderToken);
        RunningAgent again = installation.start();
        again.signIn(installation.simulator);
        again.calls.notify("something for the log of the database");

        assertThat(modes())
                .containsKeys("account.json", "access.json", "agent.db", "agent.db-wal", "agent.db-shm", "agent.lock")
                .allSatisfy((file, mode) -> assertThat(mode)
                        .as(file)
                        .isEqualTo(Files.isDirectory(installation.stateDir.resolve(file)) ? "rwx------" : "rw-------"));
        assertThat(mode(installation.stateDir)).isEqualTo("rwx------");
    }

    @Test
    void aSecondProcessOnTheVolumeRefusesAndTheFirstGoesOn() {
        RunningAgent first = installation.start();
        installation.set("QUARKUS_HTTP_PORT", String.valueOf(FreePorts.next()));
        installation.set("QUARKUS_MANAGEMENT_PORT", String.valueOf(FreePorts.next()));

        RunningAgent second = installation.launch();

        assertThat(second.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(second.output())
                .contains("Another ilink-notify (process " + first.process.pid() + ") uses the volume "
                        + installation.stateDir)
                .doesNotContain("\tat ");
        assertThat(first.calls.notify("still here").statusCode()).isEqualTo(202);
    }

    @Test
    void whatCannotBeCommittedIsNeverAnsweredWithYes() throws SQLException {
        RunningAgent agent = installation.start();
        String before = json(agent.calls.notify("before")).path("id").asText();
        List<HttpResponse<String>> answers;
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + installation.stateDir.resolve("agent.db"));
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");

            answers = Stream.of("one", "two", "three")
                    .map(text -> agent.calls.later(agent.calls.notifyRequest("/notify", text)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(json(answer).path("code").asText()).isEqualTo("not-stored");
        });
        String after =
                await().until(() -> json(agent.calls.notify("after")).path("id").asText(), id -> !id.isEmpty());
        assertThat(agent.calls.records().stream()
                        .map(record -> record.path("id").asText()))
                .containsExactly(after, before);
    }

    @Test
    void aTornDatabaseStopsTheStartAndIsLeftAsItIs() throws IOException {
        RunningAgent agent = installation.start();
        agent.calls.notify("kept");
        agent.terminate();
        agent.awaitExit(PATIENCE);
        Path database = installation.stateDir.resolve("agent.db");
        byte[] torn = Files.readAllBytes(database);
        for (int i = 100; i < torn.length; i++) {
            torn[i] = (byte) (i * 31);
        }

        staysAsItIs(database, torn);
    }

    @Test
    void aFileThatIsNoDatabaseStopsTheStartAndIsLeftAsItIs() throws IOException {
        Files.createDirectories(installation.stateDir);

        staysAsItIs(
                installation.stateDir.resolve("agent.db"),
                "my shopping list\n".repeat(300).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDamagedAccountStopsTheStartAndIsLeftAsItIs() throws IOException {
        Files.createDirectories(installation.stateDir);
        byte[] damaged = "{\"bot_token\": \"a-secret-that-stays-one".getBytes(StandardCharsets.UTF_8);

        String printed = staysAsItIs(installation.stateDir.resolve("account.json"), damaged);

        assertThat(printed).doesNotContain("a-secret-that-stays-one");
    }

    @Test
    void damagedTokensStopTheStartAndAreLeftAsTheyAre() throws IOException {
        Files.createDirectories(installation.stateDir);

        staysAsItIs(installation.stateDir.resolve("access.json"), "not JSON".getBytes(StandardCharsets.UTF_8));
    }

    private String staysAsItIs(Path file, byte[] content) throws IOException {
        Files.write(file, content);

        RunningAgent agent = installation.launch();

        assertThat(agent.awaitExit(PATIENCE)).as(agent.output()).isEqualTo(1);
        assertThat(agent.output())
                .contains("ilink-notify cannot start: ")
                .contains(file.toString())
                .doesNotContain("\tat ");
        assertThat(file).hasBinaryContent(content);
        return agent.output();
    }

    private Map<String, String> modes() throws IOException {
        Map<String, String> modes = new TreeMap<>();
        try (Stream<Path> files = Files.list(installation.stateDir)) {
            for (Path file : files.toList()) {
                modes.put(String.valueOf(file.getFileName()), mode(file));
            }
        }
        return modes;
    }

    private static String mode(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return PosixFilePermissions.toString(permissions);
    }
}
