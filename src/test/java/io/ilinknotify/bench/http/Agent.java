package io.ilinknotify.bench.http;

import io.ilinknotify.it.Installation;
import io.ilinknotify.it.RunningAgent;
import io.ilinknotify.simulator.Simulator;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The built artifact, with room for all that a benchmark posts. */
final class Agent implements AutoCloseable {
    private final Simulator simulator = Simulator.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Installation installation;

    Agent(Path directory) throws IOException {
        simulator.ilink().rules().quota = 1_000_000;
        simulator.ilink().rules().bursts = false;
        installation = new Installation(Files.createDirectories(directory), simulator)
                .set("NOTIFY_OUTBOX_MAX_PENDING", "1000000")
                .set("NOTIFY_OUTBOX_MAX_BYTES", "4GiB")
                .set("QUARKUS_LOG_LEVEL", "WARN")
                .heap("-Xmx96m");
    }

    Simulator simulator() {
        return simulator;
    }

    Path stateDir() {
        return installation.stateDir;
    }

    Agent set(String name, String value) {
        installation.set(name, value);
        return this;
    }

    RunningAgent start() {
        return installation.start();
    }

    /** Starts it; returns how long it took to the first 2xx, in milliseconds. */
    double startToFirst2xx() throws InterruptedException, IOException {
        long begin = System.nanoTime();
        RunningAgent agent = installation.launch();
        while (!isTaken()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        agent.kill();
        return millis;
    }

    private boolean isTaken() throws InterruptedException, IOException {
        try {
            return post("/notify", "is anybody there?").statusCode() / 100 == 2;
        } catch (ConnectException nobody) {
            return false;
        }
    }

    HttpResponse<String> post(String path, String text) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url(path)))
                        .header("Authorization", authorization())
                        .header("Content-Type", "text/plain")
                        .timeout(Duration.ofSeconds(30))
                        .POST(BodyPublishers.ofString(text))
                        .build(),
                BodyHandlers.ofString());
    }

    /** How many fsyncs it has made for transactions. */
    double commits() throws IOException, InterruptedException {
        String metrics = client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + installation.managementPort + "/q/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("ilink_notify_commits_total "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    String url(String path) {
        return "http://127.0.0.1:" + installation.port + path;
    }

    String authorization() {
        return "Bearer " + installation.senderToken;
    }

    String operatorAuthorization() {
        return "Bearer " + installation.operatorToken;
    }

    @Override
    public void close() {
        installation.destroy();
        simulator.close();
    }
}
