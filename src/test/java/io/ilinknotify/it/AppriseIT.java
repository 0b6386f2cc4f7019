package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The client {@code apprise} as Debian has it, against each route whose language it speaks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppriseIT {
    private static final String PROGRAM = "apprise";

    @RegisterExtension
    final Installation installation =
            new Installation().set("NOTIFY_DELIVERY_STRATEGY", "immediate").set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms");

    private final Simulator simulator = installation.simulator;

    private RunningAgent agent;

    @BeforeAll
    void start() {
        RealProgram.require(PROGRAM);
        simulator.ilink().rules().bursts(false).hold(Duration.ofSeconds(1));
        agent = installation.start();
        agent.signIn(simulator);
    }

    @ParameterizedTest
    @CsvSource({
        "gotify,gotify://127.0.0.1:%1$d/gotify/%2$s/",
        "ntfy,ntfy://user:%2$s@127.0.0.1:%1$d/mytopic",
        "apprise,apprise://user:%2$s@127.0.0.1:%1$d/mykey",
        "notify,json://user:%2$s@127.0.0.1:%1$d/notify"
    })
    void itIsContentAndThePhoneShowsIt(String source, String address) {
        try (RealProgram apprise = apprise(source, address, installation.senderToken)) {
            assertThat(apprise.awaitExit()).as(apprise::output).isZero();
        }

        String message = "构建失败 " + source + "\nsee the log of " + source;
        await().atMost(RealProgram.PATIENCE)
                .untilAsserted(() -> assertThat(simulator.phone().texts())
                        .filteredOn(text -> text.contains(message))
                        .hasSize(1));
        assertThat(agent.calls.records())
                .filteredOn(record -> record.path("source").asText().equals(source))
                .hasSize(1);
    }

    @Test
    void itSaysSoWhenItMayNotSend() {
        try (RealProgram apprise =
                apprise("nobody", "json://user:%2$s@127.0.0.1:%1$d/notify", "a-token-that-nobody-has")) {
            assertThat(apprise.awaitExit()).as(apprise::output).isEqualTo(1);
        }
    }

    private RealProgram apprise(String source, String address, String token) {
        return RealProgram.start(
                installation.directory,
                List.of(
                        PROGRAM,
                        "-vv",
                        "-t",
                        "构建失败 " + source,
                        "-b",
                        "see the log of " + source,
                        address.formatted(installation.port, token)));
    }
}
