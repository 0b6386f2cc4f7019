package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the settings ask for by the clock. Due times are a few seconds apart, which only Quartz's six fields can say. */
class JobIT {
    private static final int KILLS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    final Installation installation = new Installation().set("NOTIFY_LANGUAGE", "en");

    private final Simulator simulator = installation.simulator;

    @Test
    void aReportOfOneLineOfSettingsComesToThePhone() {
        installation
                .set("NOTIFY_JOBS_REPORT_CRON", "*/5 * * * * ?")
                .set("NOTIFY_JOBS_REPORT_TEXT", "{sent} sent, {held} held, {expired} expired, {failed} failed")
                .set("NOTIFY_DELIVERY_STRATEGY", "immediate");
        RunningAgent agent = installation.start();
        agent.signIn(simulator);

        await().atMost(PATIENCE)
                .until(() -> simulator.phone().texts().stream()
                        .anyMatch(text -> text.matches("(?s).*[1-9][0-9]* sent, 0 held, 0 expired, 0 failed.*")));

        JsonNode job = agent.calls.operatorGet("/status").at("/jobs/0");
        assertThat(job.path("name").asText()).isEqualTo("report");
        assertThat(job.at("/last/state").asText()).isIn("sent", "sending", "queued");
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    @Test
    void killedAtAnyMomentEachDueTimeIsToldOnce() {
        installation
                .set("NOTIFY_JOBS_BEAT_CRON", "*/2 * * * * ?")
                .set("NOTIFY_JOBS_BEAT_TEXT", "{due}")
                .set("NOTIFY_OUTBOX_MAX_PENDING", "1000");
        RunningAgent agent = installation.start();
        for (int kill = 0; kill < KILLS; kill++) {
            RunningAgent running = agent;
            int told = running.calls.records().size();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> running.calls.records().size() > told);
            // The next due time is at most two seconds away: the kill falls before, at or after it.
            long until = System.nanoTime() + ThreadLocalRandom.current().nextLong(2_500_000_000L);
            await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= until);
            agent.kill();
            agent = installation.start();
        }
        RunningAgent last = agent;
        int told = last.calls.records().size();
        await().atMost(PATIENCE).until(() -> last.calls.records().size() > told + 1);

        List<String> due = last.calls.records().stream()
                .map(record -> record.path("text").asText())
                .toList();
        assertThat(due).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void aTextThatCannotBeReadStopsTheStartAndSaysWhy() {
        installation.set("NOTIFY_JOBS_REPORT_EVERY", "1h").set("NOTIFY_JOBS_REPORT_TEXT", "{snet} sent");

        RunningAgent agent = installation.launch();

        assertThat(agent.awaitExit(PATIENCE)).isEqualTo(1);
        assertThat(agent.output())
                .containsOnlyOnce("ilink-notify cannot start, its settings are wrong:")
                .contains("notify.jobs.report.text")
                .contains("{snet} is unknown; there are ")
                .doesNotContain("\tat ");
    }
}
