package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Debian's Alertmanager against an agent that is not always there: whatever happens, an alert is told, and once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertmanagerIT {
    private static final Duration QUIET = Duration.ofSeconds(5);

    @RegisterExtension
    final Installation installation =
            new Installation().set("NOTIFY_LANGUAGE", "en").set("NOTIFY_DELIVERY_GAPS_CRITICAL", "0s");

    private final Simulator simulator = installation.simulator;
    private final List<RealAlertmanager> alertmanagers = new ArrayList<>();
    private final Instant start = Instant.now();
    private RunningAgent agent;

    @BeforeAll
    void start() {
        simulator.ilink().rules().hold = Duration.ofSeconds(1);
        simulator.ilink().rules().bursts = false;
        agent = installation.start();
    }

    @AfterEach
    void end() {
        alertmanagers.forEach(RealAlertmanager::close);
        alertmanagers.clear();
    }

    @Test
    @Order(1)
    void whatWasAnsweredBeforeAKillIsToldOnceAfterIt() {
        RealAlertmanager alertmanager = alertmanager();
        alertmanager.post("BeforeTheKill", start, null);
        await().atMost(RealProgram.PATIENCE).until(() -> !agent.calls.records().isEmpty());
        agent.kill();

        agent = installation.start();
        agent.signIn(simulator);

        awaitTold("FIRING 1: BeforeTheKill");
        assertToldOnce("BeforeTheKill", "FIRING 1: BeforeTheKill");
    }

    @Test
    @Order(2)
    void twoAlertmanagersTellOneAlertOnceAndItsEndOnce() {
        alertmanager();
        alertmanager();

        alertmanagers.forEach(one -> one.post("Twins", start, null));
        awaitTold("FIRING 1: Twins");
        Instant end = Instant.now();
        alertmanagers.forEach(one -> one.post("Twins", start, end));
        awaitTold("RESOLVED 1: Twins");

        assertToldOnce("Twins", "FIRING 1: Twins", "RESOLVED 1: Twins");
    }

    /** The limit for the size of files stands for a full disk: it needs no rights, and only this process meets it. */
    @Test
    @Order(3)
    void whatFiresWhileTheDiskIsFullIsToldOnceThereIsRoom() {
        RealProgram.require("prlimit");
        RealAlertmanager alertmanager = alertmanager();
        largestFile("0");
        assertThat(agent.calls.notify("not stored").statusCode()).isEqualTo(503);

        alertmanager.post("WhileFull", start, null);
        await().atMost(RealProgram.PATIENCE).until(() -> alertmanager.failures() > 0);
        assertThat(agent.process.isAlive()).isTrue();
        assertThat(simulator.phone().texts()).noneMatch(text -> text.contains("WhileFull"));
        largestFile("unlimited");

        awaitTold("FIRING 1: WhileFull");
        assertToldOnce("WhileFull", "FIRING 1: WhileFull");
        assertThat(agent.calls.notify("stored again").statusCode()).isEqualTo(202);
    }

    @Test
    @Order(4)
    void whatFiresWhileTheAgentIsDownIsToldOnceItIsBack() {
        RealAlertmanager alertmanager = alertmanager();
        agent.kill();

        alertmanager.post("WhileDown", start, null);
        await().atMost(RealProgram.PATIENCE).until(() -> alertmanager.failures() > 0);
        agent = installation.start();

        awaitTold("FIRING 1: WhileDown");
        assertToldOnce("WhileDown", "FIRING 1: WhileDown");
    }

    private RealAlertmanager alertmanager() {
        RealAlertmanager alertmanager = new RealAlertmanager(installation.directory, installation);
        alertmanagers.add(alertmanager);
        return alertmanager;
    }

    private void awaitTold(String title) {
        await().alias(title)
                .atMost(RealProgram.PATIENCE)
                .until(() -> simulator.phone().texts().stream().anyMatch(text -> text.contains(title)));
    }

    /** Nothing follows, on the phone or in the records: these titles, each once, and nothing else of this alert. */
    private void assertToldOnce(String alert, String... titles) {
        await().during(QUIET).atMost(QUIET.multipliedBy(4)).untilAsserted(() -> {
            for (String title : titles) {
                assertThat(simulator.phone().texts())
                        .as(title)
                        .filteredOn(text -> text.contains(title))
                        .hasSize(1);
            }
            assertThat(agent.calls.records())
                    .filteredOn(record -> record.path("source").asText().equals("alertmanager"))
                    .extracting(record -> record.path("title").asText())
                    .filteredOn(title -> title.contains(alert))
                    .containsExactlyInAnyOrder(titles);
        });
        assertThat(agent.calls.records()).extracting(AlertmanagerIT::state).containsOnly("sent");
    }

    private static String state(JsonNode record) {
        return record.path("state").asText();
    }

    private void largestFile(String bytes) {
        try (RealProgram prlimit = RealProgram.start(
                installation.directory,
                List.of("prlimit", "--pid", String.valueOf(agent.process.pid()), "--fsize=" + bytes + ":unlimited"))) {
            assertThat(prlimit.awaitExit()).as(prlimit::output).isZero();
        }
    }
}
