package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What other programs post, as the phone shows it; a native executable has to carry all that reads it. */
class WebhookIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    final Installation installation =
            new Installation().set("NOTIFY_LANGUAGE", "en").set("NOTIFY_DELIVERY_STRATEGY", "immediate");

    private final Simulator simulator = installation.simulator;

    @Test
    void alertsTheOperatorsTemplateAndWhatNobodyKnowsAreTold() throws Exception {
        Path templates = Files.createDirectory(installation.directory.resolve("templates"));
        Files.writeString(templates.resolve("till.txt"), "Title: Till {till.number}\n\n{total} paid at {at.time}\n");
        RunningAgent agent =
                installation.set("NOTIFY_TEMPLATES_DIR", templates.toString()).start();
        agent.signIn(simulator);

        JsonNode answer = post(agent, "alertmanager", """
                {"version": "4", "groupKey": "{}:{alertname=\\"DiskFull\\"}", "status": "firing", "receiver": "phone",
                 "groupLabels": {"alertname": "DiskFull"}, "commonLabels": {"alertname": "DiskFull", "severity": "critical"},
                 "commonAnnotations": {"summary": "The disk of db1 is full"}, "externalURL": "http://alertmanager:9093",
                 "alerts": [{"status": "firing", "labels": {"alertname": "DiskFull", "severity": "critical", "host": "db1"},
                   "annotations": {"summary": "The disk of db1 is full"}, "startsAt": "2026-11-22T09:00:00Z",
                   "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "", "fingerprint": "a1"}]}
                """);

        await().atMost(PATIENCE).until(() -> simulator.phone().texts().size() == 1);
        assertThat(simulator.phone().texts().getFirst()).contains("The disk of db1 is full");
        JsonNode record = agent.calls.record(answer.path("id").asText());
        assertThat(record.path("source").asText()).isEqualTo("alertmanager");
        assertThat(record.path("priority").asText()).isEqualTo("critical");

        post(agent, "till", "{\"till\": {\"number\": 7}, \"total\": \"12 EUR\", \"at\": \"2026-11-22T09:00:00Z\"}");
        await().atMost(PATIENCE).until(() -> simulator.phone().texts().size() == 2);
        post(agent, "unheard-of", "{\"door\": \"open\"}");
        await().atMost(PATIENCE).until(() -> simulator.phone().texts().size() == 3);

        assertThat(simulator.phone().texts().get(1)).contains("Till 7", "12 EUR paid at ");
        assertThat(simulator.phone().texts().getLast()).contains("door", "open");
        assertThat(simulator.ilink().violations()).isEmpty();
    }

    private static JsonNode post(RunningAgent agent, String webhook, String body) {
        HttpResponse<String> answer = agent.calls.answer(agent.calls
                .asSender("/webhook/" + webhook)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return Calls.json(answer);
    }
}
