package io.ilinknotify.it;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

/** A program of Debian's, unmodified, in a process of its own. */
final class RealProgram implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Process process;
    private final Path log;

    private RealProgram(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Skips the test where the program is not installed, and fails it in CI, which installs it. */
    static void require(String program) {
        boolean there = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(program + " must be installed in CI");
        }
        Assumptions.assumeTrue(there, program + " is not installed");
    }

    /** Starts it; its output is kept for a test that fails. */
    static RealProgram start(Path directory, List<String> command) {
        try {
            Path log = Files.createTempFile(directory, command.getFirst() + "-", ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new RealProgram(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the address answers with 200. */
    RealProgram awaitReady(String address) {
        await().alias(address)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(
                        () -> {
                            assertThat(process.isAlive()).as(this::output).isTrue();
                            return call(HttpRequest.newBuilder(URI.create(address)))
                                    .statusCode();
                        },
                        status -> status == 200);
        return this;
    }

    /** Its exit code. */
    int awaitExit() {
        return process.onExit().thenApply(Process::exitValue).join();
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls a program's own address. */
    static HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
