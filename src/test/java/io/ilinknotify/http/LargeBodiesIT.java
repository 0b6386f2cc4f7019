package io.ilinknotify.http;

import io.ilinknotify.AgentProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LargeBodiesIT {
    private static final String TOKEN = "a-token-for-large-bodies-0123456789";

    @TempDir
    Path directory;

    @Test
    void manyMegabytesAtOnceDoNotExhaustASmallHeap() throws Exception {
        byte[] body = new byte[(1 << 20) - 1];
        Arrays.fill(body, (byte) 'a');

        try (AgentProcess agent = new AgentProcess(directory)
                        .option("-Xmx96m")
                        .option("-XX:+ExitOnOutOfMemoryError")
                        .with("NOTIFY_ACCESS_TOKENS_CI", TOKEN)
                        .start();
                ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> posts = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                posts.add(() -> agent.post("/notify", TOKEN, body).statusCode());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : senders.invokeAll(posts)) {
                statuses.add(status.get());
            }

            // The text is too long for a notification, which is known only after it was read; or there was no room.
            assertThat(statuses).hasSize(256).isSubsetOf(422, 503).contains(422);
            assertThat(agent.running().isAlive()).isTrue();
            assertThat(agent.post("/notify", TOKEN, "small".getBytes(UTF_8)).statusCode())
                    .isEqualTo(202);
            assertThat(agent.out() + agent.err()).doesNotContain("OutOfMemory");
        }
    }
}
