package io.ilinknotify.it;

import com.sun.net.httpserver.HttpServer;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** All of the way with real programs: a metric, Debian's Prometheus and Alertmanager, the agent, the phone. */
class PrometheusIT {
    private static final String PROGRAM = "prometheus";
    private static final Duration QUIET = Duration.ofSeconds(5);

    @RegisterExtension
    final Installation installation =
            new Installation().set("NOTIFY_LANGUAGE", "en").set("NOTIFY_DELIVERY_GAPS_CRITICAL", "0s");

    private final Simulator simulator = installation.simulator;
    private final Path directory = installation.directory;
    private final AtomicInteger fill = new AtomicInteger(10);
    private final HttpServer metrics = metrics(fill);

    @AfterEach
    void end() {
        metrics.stop(0);
    }

    @Test
    void aRuleThatFiresAndResolvesIsToldOnceEach() throws IOException {
        RealProgram.require(PROGRAM);
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
        try (RealAlertmanager alertmanager = new RealAlertmanager(directory, installation);
                RealProgram prometheus = prometheus(alertmanager)) {
            RunningAgent agent = installation.start();
            agent.signIn(simulator);

            fill.set(97);
            await().alias("firing")
                    .atMost(RealProgram.PATIENCE)
                    .until(() -> !simulator.phone().texts().isEmpty());
            fill.set(12);
            await().alias("resolved")
                    .atMost(RealProgram.PATIENCE)
                    .until(() -> simulator.phone().texts().size() > 1);

            await().during(QUIET)
                    .atMost(QUIET.multipliedBy(4))
                    .until(() -> simulator.phone().texts().size() == 2);
            assertThat(simulator.phone().texts().get(0)).as(prometheus.output()).matches("""
                    🔴 FIRING 1: DiskFull
                    🔴 the disk of 127\\.0\\.0\\.1:\\d+ is at 97 %
                    disk=data · instance=127\\.0\\.0\\.1:\\d+ · job=disk
                    since \\d\\d:\\d\\d
                    https://runbooks\\.example\\.com/disk""");
            assertThat(simulator.phone().texts().get(1)).matches("""
                    ✅ RESOLVED 1: DiskFull
                    ✅ the disk of 127\\.0\\.0\\.1:\\d+ is at 97 %
                    disk=data · instance=127\\.0\\.0\\.1:\\d+ · job=disk
                    lasted \\d+s, until \\d\\d:\\d\\d
                    https://runbooks\\.example\\.com/disk""");
            assertThat(agent.calls.records())
                    .extracting(record -> record.path("state").asText())
                    .containsExactly("sent", "sent");
            assertThat(simulator.ilink().violations()).isEmpty();
        }
    }

    private static HttpServer metrics(AtomicInteger fill) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", exchange -> {
                byte[] body = ("disk_fill_percent{disk=\"data\"} " + fill + "\n").getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RealProgram prometheus(RealAlertmanager alertmanager) throws IOException {
        int port = FreePorts.next();
        Files.writeString(directory.resolve("rules.yml"), """
                groups:
                - name: disk
                  rules:
                  - alert: DiskFull
                    expr: disk_fill_percent > 90
                    labels: {severity: critical}
                    annotations:
                      summary: 'the disk of {{ $labels.instance }} is at {{ $value }} %'
                      runbook_url: https://runbooks.example.com/disk
                """);
        Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                alerting:
                  alertmanagers:
                  - static_configs: [{targets: ['127.0.0.1:%d']}]
                scrape_configs:
                - job_name: disk
                  static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(
                        alertmanager.port, metrics.getAddress().getPort()));
        return RealProgram.start(
                        directory,
                        List.of(
                                PROGRAM,
                                "--config.file=" + directory.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + directory.resolve("tsdb"),
                                "--web.listen-address=127.0.0.1:" + port))
                .awaitReady("http://127.0.0.1:" + port + "/-/ready");
    }
}
