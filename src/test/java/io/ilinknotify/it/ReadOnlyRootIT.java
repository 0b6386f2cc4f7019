package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the image gives the agent: a volume, SQLite's library beside the program, and nothing else that can be written, not even for a moment. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs a folder in which not even root can write")
class ReadOnlyRootIT {
    @RegisterExtension
    final Installation installation = new Installation().option("-Djava.io.tmpdir=/proc/none");

    private final Simulator simulator = installation.simulator;

    @Test
    void itStartsOnAnEmptyVolumeAndDoesEverythingWithoutAnotherFolder() throws IOException {
        Files.createDirectory(installation.stateDir);
        RunningAgent agent = installation.start();
        agent.signIn(simulator);

        HttpResponse<String> large = agent.calls.notify("x".repeat(90_000));
        HttpResponse<String> form = agent.calls.answer(agent.calls
                .asSender("/notify")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString("--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n"
                        + "from a form".repeat(5000) + "\r\n--b--\r\n")));

        HttpResponse<String> style = agent.calls.answer(agent.calls.request("/assets/ilink-notify.css"));
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(large.statusCode()).as(large.body()).isIn(200, 202);
        assertThat(form.statusCode()).as(form.body()).isIn(200, 202);
        await().until(() -> !simulator.phone().texts().isEmpty());
        agent.terminate();
        try (Stream<Path> files = Files.list(installation.directory)) {
            assertThat(files.filter(file -> !file.getFileName().toString().startsWith("output-")))
                    .containsExactly(installation.stateDir);
        }
    }
}
