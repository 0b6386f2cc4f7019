package io.ilinknotify.simulator;

import io.ilinknotify.simulator.Fault.Timing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class SimulatorTest {
    private final Simulator simulator = Simulator.start();
    private final SimulatedIlink ilink = simulator.ilink();
    private final WireRequests requests = new WireRequests();
    private final String token = ilink.signIn().botToken();
    private final String context = simulator.phone().write("hello");

    private RawConnection connection;

    @BeforeEach
    void connect() throws IOException {
        connection = new RawConnection(simulator);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        simulator.close();
    }

    @Test
    void answersOverHttp() throws IOException {
        connection.write(send("c1"));

        String answer = connection.read();

        assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("application/json", "\"message_id\":");
        assertThat(simulator.phone().texts()).containsExactly("disk full 磁盘满");
        assertThat(ilink.violations()).isEmpty();
    }

    @Test
    void tellsItsOwnAddressInASignIn() {
        assertThat(ilink.signIn().baseUrl()).isEqualTo(simulator.baseUrl());
        assertThat(simulator.phoneUrl()).isEqualTo(simulator.baseUrl() + "/phone");
    }

    @Test
    void aPollIsAnsweredWhenThePersonWrites() throws IOException {
        connection.write(requests.updates(token, ""));
        assertThat(connection.read()).contains("hello");
        connection.write(requests.updates(token, cursor()));
        await().until(() -> ilink.openPolls() == 1);

        simulator.phone().write("anybody there?");

        assertThat(connection.read()).contains("anybody there?");
        assertThat(ilink.violations()).isEmpty();
    }

    @Test
    void aPollThatRunsOutIsAnsweredEmpty() throws IOException {
        ilink.rules().hold = Duration.ofMillis(50);
        String cursor = cursor();

        connection.write(requests.updates(token, cursor));

        assertThat(connection.read()).contains("\"msgs\":[]");
        assertThat(ilink.openPolls()).isZero();
    }

    @Test
    void aClientThatHangsUpIsNoLongerPolling() throws IOException {
        connection.write(requests.updates(token, cursor()));
        await().until(() -> ilink.openPolls() == 1);

        connection.close();

        await().until(() -> ilink.openPolls() == 0);
    }

    @Test
    void aLostAnswerIsAResetAndTheMessageIsThere() throws IOException {
        ilink.nextSend(Fault.lostAfter());

        connection.write(send("c1"));

        assertThatThrownBy(connection::readSome).isInstanceOf(SocketException.class);
        assertThat(simulator.phone().texts()).hasSize(1);
    }

    @Test
    void aLostRequestIsAResetAndNothingIsThere() throws IOException {
        ilink.nextSend(Fault.lostBefore());

        connection.write(send("c1"));

        assertThatThrownBy(connection::readSome).isInstanceOf(SocketException.class);
        assertThat(simulator.phone().texts()).isEmpty();
    }

    @Test
    void aSilentServerSaysNothing() throws IOException {
        ilink.nextSend(new Fault.Silence(Timing.AFTER_DELIVERY));

        connection.write(send("c1"));

        connection.staysSilentFor(Duration.ofMillis(300));
        assertThat(simulator.phone().texts()).hasSize(1);
    }

    @Test
    void aLateAnswerComesLate() throws IOException {
        ilink.nextSend(new Fault.Late(Duration.ofMillis(300)));

        long before = System.nanoTime();
        connection.write(send("c1"));

        assertThat(connection.read()).contains("message_id");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void aStatusOfAProxyAndGarbageComeAsTheyAre() throws IOException {
        ilink.nextSend(new Fault.Status(524, Timing.BEFORE_DELIVERY));
        ilink.nextSend(new Fault.Garbage(Timing.AFTER_DELIVERY));

        connection.write(send("c1"));
        assertThat(connection.read()).startsWith("HTTP/1.1 524").contains("text/html");
        connection.write(send("c2"));

        assertThat(connection.read()).startsWith("HTTP/1.1 200").contains("<!doctype html>");
    }

    @Test
    void severalServersKnowNothingOfEachOther() {
        try (Simulator other = Simulator.start()) {
            assertThat(other.port()).isNotEqualTo(simulator.port());
            assertThat(other.phone().userId()).isNotEqualTo(simulator.phone().userId());
        }
    }

    @Test
    void aPortThatIsTakenIsToldAndLeavesNothingBehind() {
        assertThatThrownBy(() -> new Simulator(ilink, simulator.port())).hasMessageContaining("in use");
    }

    /** The cursor behind everything that was written so far. */
    private String cursor() {
        return Client.json(ilink.handle(requests.updates(token, "")))
                .path("get_updates_buf")
                .asText();
    }

    private SimulatedRequest send(String clientId) {
        return requests.send(token, simulator.phone().userId(), context, clientId, "disk full 磁盘满");
    }
}
