package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One process of the agent. */
public final class RunningAgent {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    public final Process process;
    final Calls calls;
    private final Path output;

    RunningAgent(Installation installation, Process process, Path output) {
        this.process = process;
        this.output = output;
        this.calls = new Calls(installation);
    }

    /** Waits until it answers; fails with what it printed when it ends instead. */
    void awaitReady() {
        await().alias("the agent is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    assertThat(process.isAlive()).as(output()).isTrue();
                    return calls.health("ready") == 200;
                });
    }

    /** Goes through the sign-in, digits included, and lets the person write once. */
    public void signIn(Simulator simulator) {
        awaitLogin("waiting");
        simulator.phone().scan();
        if (awaitLogin("scanned", "digits-needed").equals("digits-needed")) {
            HttpResponse<String> answer = calls.operatorForm(
                    "/login/digits", "digits=" + simulator.phone().digits());
            assertThat(answer.statusCode()).isEqualTo(303);
            awaitLogin("scanned");
        }
        simulator.phone().tapConfirm();
        awaitLogin("write-once");
        simulator.phone().write("hello");
        awaitLogin("signed-in");
    }

    /** Waits for one of these steps, and says which it is. */
    String awaitLogin(String... steps) {
        return await().alias("the sign-in is at " + String.join(" or ", steps))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> calls.operatorGet("/login/state").path("state").asText(), List.of(steps)::contains);
    }

    /** {@code kill -9}. */
    public void kill() {
        process.destroyForcibly();
        awaitExit(PATIENCE);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Its exit code. */
    int awaitExit(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the process ends within %s", patience)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return process.exitValue();
    }

    /** What it has printed so far. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
