package io.ilinknotify.it;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Debian's Alertmanager with one receiver: the agent of an installation. It groups and repeats faster than anybody would. */
final class RealAlertmanager implements AutoCloseable {
    private static final String PROGRAM = "prometheus-alertmanager";

    final int port = FreePorts.next();
    private final RealProgram program;

    RealAlertmanager(Path directory, Installation agent) {
        RealProgram.require(PROGRAM);
        Path config = directory.resolve("alertmanager-" + port + ".yml");
        try {
            Files.writeString(config, """
                    route: {receiver: agent, group_by: [alertname], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}
                    receivers:
                    - name: agent
                      webhook_configs:
                      - url: http://127.0.0.1:%d/webhook/alertmanager
                        send_resolved: true
                        http_config: {authorization: {credentials: %s}}
                    """.formatted(agent.port, agent.senderToken));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        program = RealProgram.start(
                        directory,
                        List.of(
                                PROGRAM,
                                "--config.file=" + config,
                                "--storage.path=" + directory.resolve("alertmanager-" + port),
                                "--cluster.listen-address=",
                                "--web.listen-address=127.0.0.1:" + port))
                .awaitReady("http://127.0.0.1:" + port + "/-/ready");
    }

    /** An alert as Prometheus posts it, which fires until {@code end}. */
    void post(String name, Instant start, @Nullable Instant end) {
        String ends = end == null ? "" : ",\"endsAt\":\"" + end + "\"";
        String alerts = "[{\"labels\":{\"alertname\":\"" + name + "\",\"severity\":\"critical\"},\"annotations\":"
                + "{\"summary\":\"it is real\"},\"startsAt\":\"" + start + "\"" + ends + "}]";
        assertThat(RealProgram.call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/alerts"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(alerts)))
                        .statusCode())
                .isEqualTo(200);
    }

    /** How many of its attempts to tell the agent have failed. */
    double failures() {
        return RealProgram.call(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")))
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("alertmanager_notification_requests_failed_total{integration=\"webhook\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        program.close();
    }
}
