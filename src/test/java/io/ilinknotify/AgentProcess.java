package io.ilinknotify;

import io.ilinknotify.it.Artifact;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The packaged program as a process of its own, with a working directory, ports and settings of its own. */
public final class AgentProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile(
            "Listening on: http://[^:]+:(\\d+)\\. Management interface listening on http://[^:]+:(\\d+)");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable Process process;

    /** {@code directory} is where it runs; its log is {@code out.txt} and {@code err.txt} there. */
    public AgentProcess(Path directory) {
        this.directory = directory;
        environment.put("QUARKUS_HTTP_PORT", "0");
        environment.put("QUARKUS_MANAGEMENT_PORT", "0");
        environment.put("ILINK_BASE_URL", "http://localhost:9");
    }

    public AgentProcess with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    public AgentProcess option(String jvmOption) {
        jvmOptions.add(jvmOption);
        return this;
    }

    /** Starts it and waits until it takes requests. */
    public AgentProcess start() {
        launch();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !running().isAlive() || LISTENING.matcher(out()).find());
        assertThat(running().isAlive()).as(() -> out() + err()).isTrue();
        return this;
    }

    /** Runs it with arguments to its end, and gives the exit code. */
    public int run(String... arguments) throws InterruptedException {
        launch(arguments);
        assertThat(running().waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running().exitValue();
    }

    private void launch(String... arguments) {
        try {
            List<String> command = Artifact.built().command(jvmOptions, List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(directory.resolve("out.txt").toFile())
                    .redirectError(directory.resolve("err.txt").toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(NOTIFY|ILINK|QUARKUS)_.*"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Process running() {
        return requireNonNull(process);
    }

    /** What it has written to standard output so far. */
    public String out() {
        return text("out.txt");
    }

    /** What it has written to standard error so far. */
    public String err() {
        return text("err.txt");
    }

    private String text(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            return "";
        }
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port(1) + path);
    }

    public URI managementUri(String path) {
        return URI.create("http://localhost:" + port(2) + path);
    }

    private String port(int group) {
        Matcher m = LISTENING.matcher(out());
        assertThat(m.find()).isTrue();
        return m.group(group);
    }

    /** Posts to a path with a token. */
    public HttpResponse<String> post(String path, String token, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "text/plain")
                .timeout(Duration.ofSeconds(90))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    public int status(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
        client.close();
    }
}
