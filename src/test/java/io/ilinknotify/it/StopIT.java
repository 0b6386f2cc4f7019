package io.ilinknotify.it;

import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static io.ilinknotify.it.Calls.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SIGTERM. */
class StopIT {
    private static final Duration PROMPTLY = Duration.ofSeconds(2);
    private static final Duration IN_THE_END = Duration.ofSeconds(18);
    private static final int DONE = 0;
    private static final int BY_SIGTERM = 143;

    @RegisterExtension
    final Installation installation = new Installation();

    private final Simulator simulator = installation.simulator;

    @Test
    void anIdleAgentEndsPromptlyAlthoughAPollIsHeld() {
        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        await().until(() -> simulator.ilink().openPolls() == 1);

        agent.terminate();

        assertThat(agent.awaitExit(PROMPTLY)).isIn(DONE, BY_SIGTERM);
        assertThat(simulator.ilink().openPolls()).isZero();
        assertThat(simulator.ilink().count(Endpoint.NOTIFY_STOP)).isEqualTo(1);
        assertThat(agent.output()).doesNotContain("ERROR").doesNotContain("\tat ");
    }

    @Test
    void whoWaitsGetsThePresentStateAndWhoComesIsSentAway() {
        Duration timeToLook = Duration.ofSeconds(3);
        RunningAgent agent = installation
                .set("QUARKUS_SHUTDOWN_DELAY", timeToLook.toSeconds() + "s")
                .start();
        CompletableFuture<HttpResponse<String>> waiting =
                agent.calls.later(agent.calls.notifyRequest("/notify?wait=60s", "nobody is signed in"));
        await().until(() -> agent.calls.records().size() == 1);

        agent.terminate();
        await().alias("readiness goes down")
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> agent.calls.health("ready") == 503);
        HttpResponse<String> refused = agent.calls.notify("too late");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(refused).path("code").asText()).isEqualTo("shutting-down");
        HttpResponse<String> answer = waiting.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("state").asText()).isEqualTo("held");
        assertThat(agent.awaitExit(timeToLook.plus(PROMPTLY))).isIn(DONE, BY_SIGTERM);
    }

    @Test
    void aSendInFlightIsFinishedAndRecorded() {
        RunningAgent agent = installation.start();
        agent.signIn(simulator);
        simulator.ilink().nextSend(new Fault.Late(Duration.ofSeconds(4)));
        String id = json(agent.calls.notify("on its way")).path("id").asText();
        await().until(() -> simulator.phone().texts().size() == 1);

        agent.terminate();

        assertThat(agent.awaitExit(IN_THE_END)).isIn(DONE, BY_SIGTERM);
        RunningAgent again = installation.start();
        assertThat(again.calls.state(id)).isEqualTo("sent");
        assertThat(simulator.phone().texts()).hasSize(1);
    }
}
