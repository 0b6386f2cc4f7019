package io.ilinknotify.bench.http;

import io.ilinknotify.it.FreePorts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's Alertmanager, which takes alerts and tells nobody. It keeps alerts in memory, not on disk. */
final class Alertmanager implements AutoCloseable {
    final Process process;
    private final int port = FreePorts.next();

    private Alertmanager(Path directory) throws IOException {
        Path config = directory.resolve("alertmanager.yml");
        Files.writeString(config, "route: {receiver: nobody}\nreceivers: [{name: nobody}]\n");
        process = new ProcessBuilder(List.of(
                        "prometheus-alertmanager",
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--log.level=error",
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("alertmanager.log").toFile())
                .start();
    }

    static Alertmanager start(Path directory) throws IOException, InterruptedException {
        Alertmanager started = new Alertmanager(directory);
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + started.port + "/-/ready"))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        while (true) {
            try {
                if (client.send(ready, BodyHandlers.discarding()).statusCode() == 200) {
                    return started;
                }
            } catch (ConnectException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + port + "/api/v2/alerts";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
