package io.ilinknotify.http;

import io.ilinknotify.AgentProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StopIT {
    private static final String TOKEN = "a-token-for-stopping-0123456789";

    @TempDir
    Path directory;

    @Test
    void whoWaitsIsAnsweredWhoComesIsRefusedAndItEndsSoon() throws Exception {
        try (AgentProcess agent = new AgentProcess(directory)
                .with("NOTIFY_ACCESS_TOKENS_CI", TOKEN)
                .with("QUARKUS_SHUTDOWN_DELAY", "3s") // Time for the test to look.
                .start()) {
            assertThat(agent.status(agent.managementUri("/q/health/ready"))).isEqualTo(200);
            CompletableFuture<HttpResponse<String>> waiting = post(agent, "/notify?wait=60s");
            await().until(() ->
                    agent.post("/notify", TOKEN, "later".getBytes(UTF_8)).statusCode() == 202);

            agent.running().destroy();

            await().atMost(Duration.ofSeconds(2))
                    .until(() -> agent.status(agent.managementUri("/q/health/ready")) == 503);
            HttpResponse<String> refused = agent.post("/notify", TOKEN, "too late".getBytes(UTF_8));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(refused.body()).contains("\"code\":\"shutting-down\"");
            assertThat(waiting.get(3, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
            assertThat(agent.running().waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.running().exitValue()).isIn(0, 143);
            assertThat(agent.out()).doesNotContain("Exception", "ERROR");
        }
    }

    private static CompletableFuture<HttpResponse<String>> post(AgentProcess agent, String path) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return agent.post(path, TOKEN, "hello".getBytes(UTF_8));
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }
}
