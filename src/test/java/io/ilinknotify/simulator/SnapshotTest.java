package io.ilinknotify.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SnapshotTest {
    @TempDir
    Path folder;

    private final Client client = new Client();

    @Test
    void anAccountOutlivesARestart() {
        Path file = folder.resolve("sub/simulator.json");
        SimulatedIlink before = client.server;
        try (SnapshotFile kept = SnapshotFile.keep(file, before)) {
            before.rules().digits(true);
            String context = client.phone.write("hello");
            client.phone.repeatNewest(Phone.Copy.NEW_ID_AND_CONTEXT);
            client.send(context, "c1", "disk full");
            client.poll(client.poll("").path("get_updates_buf").asText());
            client.phone.signIn();
            before.advance(Duration.ofSeconds(10));
        }

        var after = new SimulatedIlink(Clock.fixed(
                before.clock().instant().minusSeconds(10), before.clock().getZone()));
        SnapshotFile.keep(file, after).close();

        assertThat(Snapshot.of(after)).hasToString(Snapshot.of(before).toString());
        assertThat(after.phone().messages()).isEqualTo(client.phone.messages());
        assertThat(after.phone().quotaUsed()).isEqualTo(1);
        assertThat(answer(after, client.requests.updates(client.token, ""))).contains("\"msgs\":[]");
        after.advance(Duration.ofSeconds(30));
        assertThat(answer(after, client.requests.updates(client.token, ""))).contains("-14");
    }

    @Test
    void theFileFollowsTheChangesSoon() {
        Path file = folder.resolve("simulator.json");

        try (SnapshotFile kept = SnapshotFile.keep(file, client.server)) {
            client.phone.write("hello");

            await().until(() -> Files.exists(file) && Files.readString(file).contains("hello"));
        }
    }

    private static String answer(SimulatedIlink server, SimulatedRequest request) {
        return ((SimulatedAnswer.Body) server.handle(request).inTheEnd()).body();
    }
}
