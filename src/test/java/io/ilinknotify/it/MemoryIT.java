package io.ilinknotify.it;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Many large requests at once in little memory. */
@Tag("alone")
class MemoryIT {
    private static final int CLIENTS = 256;
    private static final int MEBIBYTE = 1 << 20;

    @RegisterExtension
    final Installation installation = new Installation().heap("-Xmx96m");

    @Test
    void largeBodiesFromManyClientsDoNotExhaustASmallHeap() {
        RunningAgent agent = installation.start();
        // Half of them are taken: a short text in much white space. The others are longer than a text may be.
        String padded = "{" + " ".repeat(MEBIBYTE - 17) + "\"text\": \"short\"}";
        String tooLong = "x".repeat(MEBIBYTE);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            boolean taken = client % 2 == 0;
            answers.add(agent.calls.later(agent.calls
                    .asSender("/notify")
                    .header("Content-Type", taken ? "application/json" : "text/plain")
                    .POST(BodyPublishers.ofString(taken ? padded : tooLong))));
        }

        List<Integer> statuses = new ArrayList<>();
        assertThat(answers).allSatisfy(answer -> {
            HttpResponse<String> come = answer.get(60, TimeUnit.SECONDS);
            statuses.add(come.statusCode());
            assertThat(come.statusCode()).as(come.body()).isIn(202, 422, 503);
            if (come.statusCode() == 503) {
                assertThat(come.headers().firstValue("Retry-After")).isPresent();
            }
        });

        assertThat(statuses).contains(202, 422);
        assertThat(agent.process.isAlive()).isTrue();
        assertThat(agent.calls.notify("business as usual").statusCode()).isEqualTo(202);
        assertThat(agent.calls.health("live")).isEqualTo(200);
        assertThat(agent.calls.health("ready")).isEqualTo(200);
        assertThat(agent.output()).doesNotContain("OutOfMemory").doesNotContain("\tat ");
    }
}
