package io.ilinknotify.intake;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/** Debian's Alertmanager and Apprise, unmodified, against the agent. Skipped where they are not installed; required in CI. */
@QuarkusTest
class RealSendersTest {
    private static final String TOKEN = "test-token-for-sending-0123456789";

    @TempDir
    Path dir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void twoAlertmanagersTellOneAlertOnceAndItsEndOnce() throws Exception {
        require("prometheus-alertmanager");
        List<Integer> ports = List.of(alertmanager("one"), alertmanager("two"));
        Instant start = Instant.now();

        for (int port : ports) {
            post(port, start, null);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(titles()).containsExactly("告警 1 条：RealThing"));
        Instant end = Instant.now();
        for (int port : ports) {
            post(port, start, end);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(titles()).containsExactly("已恢复 1 条：RealThing", "告警 1 条：RealThing"));
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(titles()).hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({
        "gotify,gotify://localhost:%1$d/gotify/%2$s/",
        "ntfy,ntfy://user:%2$s@localhost:%1$d/mytopic",
        "apprise,apprise://user:%2$s@localhost:%1$d/mykey",
        "notify,json://user:%2$s@localhost:%1$d/notify"
    })
    void appriseIsContentWithItsAnswer(String source, String address) throws Exception {
        require("apprise");
        Path output = dir.resolve("apprise.log");

        Process apprise = new ProcessBuilder(
                        "apprise",
                        "-vv",
                        "-t",
                        "构建失败 " + source,
                        "-b",
                        "see the log of " + source,
                        address.formatted(RestAssured.port, TOKEN))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        started.add(apprise);

        assertThat(apprise.waitFor()).as(Files.readString(output)).isZero();
        assertThat(records().getList("items.findAll { it.source == '" + source + "' }.title", String.class))
                .contains("构建失败 " + source);
    }

    private int alertmanager(String name) throws IOException {
        Path config = dir.resolve(name + ".yml");
        Files.writeString(config, """
                route: {receiver: agent, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
                receivers:
                - name: agent
                  webhook_configs:
                  - url: http://localhost:%d/webhook/alertmanager
                    send_resolved: true
                    http_config: {authorization: {credentials: %s}}
                """.formatted(RestAssured.port, TOKEN));
        int port = freePort();
        started.add(new ProcessBuilder(
                        "prometheus-alertmanager",
                        "--config.file=" + config,
                        "--storage.path=" + dir.resolve(name),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve(name + ".log").toFile())
                .start());
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/-/ready"))
                                .build())
                        == 200);
        return port;
    }

    private static void post(int port, Instant start, @Nullable Instant end) throws Exception {
        String ends = end == null ? "" : ",\"endsAt\":\"" + end + "\"";
        String alert = "[{\"labels\":{\"alertname\":\"RealThing\",\"severity\":\"critical\"},\"annotations\":"
                + "{\"summary\":\"it is real\"},\"startsAt\":\"" + start + "\"" + ends + "}]";
        assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(alert))
                        .build()))
                .isEqualTo(200);
    }

    private static int send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static List<String> titles() {
        return records()
                .getList("items.findAll { it.title != null && it.title.endsWith('RealThing') }.title", String.class);
    }

    private static io.restassured.path.json.JsonPath records() {
        return given().header("Authorization", "Bearer " + TOKEN)
                .get("/notifications?limit=100")
                .jsonPath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void require(String program) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(program + " must be installed in CI");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
    }
}
