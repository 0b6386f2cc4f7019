package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Health and metrics on their own port, and nothing of the simulator on any. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ManagementIT {
    @RegisterExtension
    final Installation installation = new Installation();

    private final Simulator simulator = installation.simulator;
    private RunningAgent agent;

    @BeforeAll
    void start() {
        agent = installation.start();
    }

    @Test
    @Order(1)
    void withoutAnAccountItIsReadyAndNotWell() {
        assertThat(agent.calls.health("live")).isEqualTo(200);
        assertThat(agent.calls.health("ready")).isEqualTo(200);
        assertThat(agent.calls.health("started")).isEqualTo(200);
        assertThat(agent.calls.health("well")).isEqualTo(503);
    }

    @Test
    @Order(2)
    void signedInWithAnOpenWindowItIsWell() {
        agent.signIn(simulator);

        await().until(() -> agent.calls.health("well") == 200);
        assertThat(agent.calls.health("ready")).isEqualTo(200);
    }

    @Test
    @Order(3)
    void metricsNeedNoTokenAndTellOfThePurse() {
        agent.calls.answer(agent.calls.notifyRequest("/notify?wait=20s", "for the count"));

        HttpResponse<String> metrics = agent.calls.answer(agent.calls.management("/q/metrics"));

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("ilink_notify_");
    }

    @Test
    @Order(4)
    void thePortForPeopleHasNeitherHealthNorMetrics() {
        for (String path : new String[] {"/q/health/ready", "/q/health", "/q/metrics"}) {
            assertThat(agent.calls.answer(agent.calls.asOperator(path)).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @Order(5)
    @ValueSource(
            strings = {
                "/phone",
                "/phone/api/state",
                "/phone/phone.js",
                "/simulator",
                "/simulator/phone.html",
                "/simulator/phone.js",
                "/ilink/bot/getupdates",
                "/ilink/bot/sendmessage",
                "/ilink/bot/get_bot_qrcode"
            })
    void noRouteOfTheSimulatorAnswers(String path) {
        HttpResponse<String> read = agent.calls.answer(agent.calls.asOperator(path));
        HttpResponse<String> written =
                agent.calls.answer(agent.calls.asOperator(path).POST(BodyPublishers.ofString("{}")));

        assertThat(read.statusCode()).isEqualTo(404);
        assertThat(written.statusCode()).isIn(404, 405);
        assertThat(agent.calls.answer(agent.calls.management(path)).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(6)
    void theStatusAsJsonSaysWhereThingsStand() {
        JsonNode status = agent.calls.operatorGet("/status");

        assertThat(status.path("window").path("open").asBoolean()).isTrue();
        assertThat(status.path("window").path("remaining").asInt()).isPositive();
        assertThat(status.path("queue").path("queued").asInt()).isZero();
    }

    /** Only the hook of Netty's sees a connection before its first request: this shows that the program has found it. */
    @Test
    @Order(7)
    void aConnectionThatSaysNothingIsClosed() throws IOException {
        URI address = agent.calls.asOperator("/").build().uri();
        try (Socket silent = new Socket(address.getHost(), address.getPort())) {
            silent.setSoTimeout(30_000);

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(agent.output()).contains("A connection was closed: no request in 10 s");
    }

    /** Its requests would be neither seen nor bounded. */
    @Test
    @Order(8)
    void nobodySpeaksHttp2() throws IOException, InterruptedException {
        URI address = agent.calls.management("/q/health/live").build().uri();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> upgraded =
                    client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(upgraded.statusCode()).isEqualTo(200);
            assertThat(upgraded.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(agent.output()).contains("A connection was closed: HTTP/2");
    }
}
