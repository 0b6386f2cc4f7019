package io.ilinknotify.bench;

import io.ilinknotify.delivery.LongLivedAgent;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One million notifications in ten weeks on one volume, with a retention of one week: how large the database is, how long
 * a start takes, how fast notifications are accepted. {@code ./mvnw test -Dtest=RetentionBench}; it takes some minutes and
 * is no part of the build.
 */
class RetentionBench {
    private static final int AN_HOUR = 600;
    private static final List<Integer> AT = List.of(100_000, 500_000, 1_000_000);

    private final Random random = new Random(20_261_127);
    private final List<Result> results = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void theFileIsBoundedByTheRetentionAndTheStartDoesNotGrow() throws IOException {
        LongLivedAgent agent = new LongLivedAgent(directory.resolve("agent.db"));
        long accepting = 0;
        int since = 0;
        for (int posted = AN_HOUR; posted <= AT.getLast() + AN_HOUR; posted += AN_HOUR) {
            long begin = System.nanoTime();
            post(agent);
            accepting += System.nanoTime() - begin;
            since += AN_HOUR;
            agent.release();
            agent.advance(Duration.ofHours(1).minusSeconds(20));
            agent.upkeep();
            if (results.size() < AT.size() && posted >= AT.get(results.size())) {
                results.add(measure(agent, AT.get(results.size()), since / (accepting / 1e9)));
                accepting = 0;
                since = 0;
            }
        }
        agent.close();

        System.out.println(
                "\n| notifications | kept | messages sent | agent.db | free in it | start | accepted a second |");
        System.out.println("|---|---|---|---|---|---|---|");
        results.forEach(result -> System.out.println(result.line()));
        assertThat(results.get(2).size()).isLessThan(results.get(1).size() * 11 / 10);
        assertThat(results.get(2).start())
                .isLessThan(results.get(0).start().multipliedBy(2).plusMillis(100));
    }

    private void post(LongLivedAgent agent) {
        List<CompletableFuture<Acceptance>> posted = new ArrayList<>();
        for (int i = 0; i < AN_HOUR; i++) {
            posted.add(agent.outbox().accept(draft(), null));
        }
        assertThat(posted.stream().map(CompletableFuture::join))
                .allMatch(a -> a instanceof Acceptance.Accepted stored && !stored.duplicate());
    }

    /** Mostly short; one in twenty is a log of some thousand characters; one in fifty is urgent. */
    private NotificationDraft draft() {
        int node = random.nextInt(200);
        String text = random.nextInt(20) == 0
                ? "connection refused by 10.0.0.%d\n".formatted(node).repeat(50 + random.nextInt(100))
                : "磁盘使用率 %d %%，节点 node-%d".formatted(random.nextInt(100), node);
        Priority priority = random.nextInt(50) == 0 ? Priority.HIGH : Priority.DEFAULT;
        return new NotificationDraft(
                "client-" + node % 7,
                "notify",
                "DiskFull on node-" + node,
                text,
                priority,
                List.of("prod"),
                "https://grafana.example.org/d/" + node,
                "node-" + node + "-" + random.nextLong(),
                null,
                null,
                Phase.FIRING,
                false,
                List.of());
    }

    private record Result(String line, long size, Duration start) {}

    private Result measure(LongLivedAgent agent, int at, double acceptedASecond) throws IOException {
        Duration start =
                Stream.generate(agent::restart).limit(5).sorted().toList().get(2);
        long size = Files.size(directory.resolve("agent.db"));
        long pages = agent.number("SELECT page_count AS n FROM pragma_page_count()");
        long free = agent.number("SELECT freelist_count AS n FROM pragma_freelist_count()");
        String line = String.format(
                Locale.ROOT,
                "| %,d | %,d | %,d | %.0f MB | %.0f %% | %d ms | %,.0f |",
                at,
                agent.number("SELECT count(*) AS n FROM notification"),
                agent.sends(),
                size / 1e6,
                100.0 * free / pages,
                start.toMillis(),
                acceptedASecond);
        return new Result(line, size, start);
    }
}
