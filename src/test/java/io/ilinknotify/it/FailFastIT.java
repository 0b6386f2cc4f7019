package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** A planted {@code Error} in each loop, and a full heap: the process ends, and the next one has all that was accepted. */
class FailFastIT {
    private static final int EXIT_CODE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The sign-in's first: it works while nobody is signed in, the others when somebody is. */
    private static final List<String> LOOPS = List.of(
            "io.ilinknotify.account.SignInLoop#act",
            "io.ilinknotify.inbound.InboundLoop#poll",
            "io.ilinknotify.delivery.Sender#step",
            "io.ilinknotify.store.Store#writeGroup",
            "io.ilinknotify.fallback.SecondChannel#tick",
            "io.ilinknotify.schedule.ScheduledJobs#tick",
            "io.ilinknotify.outbox.Housekeeping#expire");

    private final Simulator simulator = Simulator.start();
    private final List<String> accepted = new ArrayList<>();

    @TempDir
    Path directory;

    @BeforeEach
    void aJar() {
        assumeThat(Artifact.built().isJar())
                .as("a native executable takes no agents")
                .isTrue();
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
    }

    @AfterEach
    void end() {
        simulator.close();
    }

    @Test
    void anErrorInALoopOrAFullHeapEndsTheProcessAndNothingAcceptedIsLost() throws IOException {
        for (String loop : LOOPS) {
            Installation installation = installation(loop);
            try {
                RunningAgent agent = installation.start();
                assertNothingIsLost(agent);
                if (!loop.equals(LOOPS.getFirst())) {
                    signInOnce(agent);
                }

                endBy("error", agent);

                assertThat(agent.process.exitValue())
                        .as(loop + "\n" + agent.output())
                        .isEqualTo(EXIT_CODE);
                assertThat(agent.output())
                        .containsOnlyOnce("the agent ends with code 3")
                        .contains("LinkageError: planted");
            } finally {
                installation.destroy();
            }
        }
        aFullHeapEndsTheProcessWhereverItIsMet();
        assertTheNextOneHasAll();
    }

    private void aFullHeapEndsTheProcessWhereverItIsMet() throws IOException {
        Installation installation =
                installation("io.ilinknotify.intake.NotifyResource#post").heap("-Xmx96m");
        try {
            RunningAgent agent = installation.start();

            endBy("memory", agent);

            assertThat(agent.process.exitValue()).as(agent.output()).isEqualTo(EXIT_CODE);
            assertThat(agent.output()).containsOnlyOnce("Terminating due to java.lang.OutOfMemoryError");
        } finally {
            installation.destroy();
        }
    }

    private Installation installation(String loop) {
        return installation().option(PlantedFault.option(directory, loop));
    }

    private Installation installation() {
        return new Installation(directory, simulator)
                .set("NOTIFY_FALLBACK_URL", "http://127.0.0.1:1/nobody")
                .set("NOTIFY_FALLBACK_AFTER", "1h");
    }

    private void signInOnce(RunningAgent agent) {
        if (!Files.exists(directory.resolve("state/account.json"))) {
            agent.signIn(simulator);
        }
    }

    /** Notifications come in before and while the fault comes into force. */
    private void endBy(String kind, RunningAgent agent) throws IOException {
        accept(agent.calls.notify("before"));
        Path fault = Files.writeString(directory.resolve(PlantedFault.FILE), kind);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (agent.process.isAlive()) {
                acceptLater(agent.calls.later(agent.calls.notifyRequest("/notify", "meanwhile")));
            }
            return !agent.process.isAlive();
        });
        Files.delete(fault);
    }

    private void acceptLater(CompletableFuture<HttpResponse<String>> answer) {
        answer.orTimeout(10, TimeUnit.SECONDS)
                .handle((come, fault) -> Optional.ofNullable(come))
                .join()
                .filter(come -> come.statusCode() < 300)
                .ifPresent(this::accept);
    }

    private void accept(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        accepted.add(json(answer).path("id").asText());
    }

    private void assertNothingIsLost(RunningAgent agent) {
        List<String> kept = agent.calls.records().stream()
                .map(record -> record.path("id").asText())
                .toList();
        assertThat(kept).containsAll(accepted);
    }

    private void assertTheNextOneHasAll() {
        Installation installation = installation();
        try {
            RunningAgent agent = installation.start();
            assertThat(accepted).isNotEmpty();
            assertNothingIsLost(agent);
            assertThat(agent.calls.health("live")).isEqualTo(200);
        } finally {
            installation.destroy();
        }
    }
}
