package io.ilinknotify.it;

import io.ilinknotify.it.attack.MutatedRequests;
import io.ilinknotify.it.attack.MutatedRequests.Knock;
import io.ilinknotify.it.attack.Vitals;
import io.ilinknotify.simulator.RecordedSend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payloads that senders really send, with members dropped, retyped, nested and blown up and in other charsets, at every way
 * in: documented answers only, and no message over its limits. {@code -Dmutants.requests=20000} makes more of them.
 */
class MutatedPayloadsIT {
    private static final long SEED = Long.getLong("mutants.seed", 20261129);
    private static final int COUNT = Integer.getInteger("mutants.requests", 2_000);
    private static final int AT_ONCE = 4;
    private static final int SAMPLE_EVERY = 250;
    /** Fewer say nothing: between two collections a heap grows by itself. */
    private static final int ENOUGH_SAMPLES = 40;

    private static final long HEAP_GROWTH = 12L << 20;
    private static final int LONGEST_MESSAGE = 1_800;
    private static final Set<Integer> DOCUMENTED = Set.of(200, 202, 204, 400, 401, 403, 404, 413, 415, 422, 503);

    @RegisterExtension
    final Installation installation = new Installation()
            .heap("-Xmx96m")
            .set("NOTIFY_DELIVERY_STRATEGY", "immediate")
            .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
            .set("NOTIFY_WINDOW_BUDGET", "100")
            .set("NOTIFY_OUTBOX_MAX_PENDING", "1000000")
            .set("NOTIFY_OUTBOX_MAX_BYTES", "4GiB");

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    private final Queue<Long> heap = new ConcurrentLinkedQueue<>();

    @Test
    void eachIsAnsweredAndToldWithinItsLimits() throws Exception {
        installation.simulator.ilink().rules().quota = Integer.MAX_VALUE;
        installation.simulator.ilink().rules().bursts = false;
        RunningAgent agent = installation.start();
        agent.signIn(installation.simulator);
        installation.simulator.phone().write("hello");
        Vitals before = Vitals.of(agent.process);

        knock(agent);

        Vitals after = Vitals.of(agent.process);
        List<RecordedSend> sends = installation.simulator.ilink().sends();
        System.out.printf(
                "%d requests of seed %d: %s; %d messages; %.1f ms of processor each with its delivery; heap %s%n",
                COUNT,
                SEED,
                statuses,
                sends.size(),
                (double) after.processor().minus(before.processor()).toMillis() / COUNT,
                heap);
        assertThat(faults).as("requests with their answers").isEmpty();
        assertThat(statuses).containsKeys(200, 202, 204, 400);
        assertThat(sends)
                .isNotEmpty()
                .allSatisfy(send -> assertThat(send.text())
                        .satisfies(text -> assertThat(text.codePointCount(0, text.length()))
                                .isLessThanOrEqualTo(LONGEST_MESSAGE)));
        assertThat(agent.process.isAlive()).isTrue();
        assertThat(agent.output())
                .doesNotContain("\tat ")
                .doesNotContain(" ERROR ")
                .doesNotContain(installation.senderToken);
        if (heap.size() >= ENOUGH_SAMPLES) {
            assertThat(lowest(3)).as("the heap is flat").isLessThan(lowest(1) + HEAP_GROWTH);
        }
        assertThat(agent.calls.notify("still there").statusCode()).isLessThan(300);
    }

    private void knock(RunningAgent agent) throws Exception {
        MutatedRequests requests = new MutatedRequests(SEED, installation.senderToken);
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < AT_ONCE; thread++) {
                int first = thread;
                all.add(pool.submit(() -> {
                    for (int number = first; number < COUNT && faults.size() < 20; number += AT_ONCE) {
                        knock(agent, number, requests.get(number));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void knock(RunningAgent agent, int number, Knock knock) {
        HttpRequest.Builder request =
                agent.calls.request(knock.address()).method(knock.method(), BodyPublishers.ofByteArray(knock.body()));
        if (!knock.type().isEmpty()) {
            request.header("Content-Type", knock.type());
        }
        if (knock.withHeader()) {
            request.header("Authorization", "Bearer " + installation.senderToken);
        }
        if (knock.packed()) {
            request.header("Content-Encoding", "gzip");
        }
        HttpResponse<String> answer = agent.calls.answer(request);
        statuses.merge(answer.statusCode(), 1, Integer::sum);
        boolean fine = DOCUMENTED.contains(answer.statusCode())
                && (answer.statusCode() < 400 || !answer.body().contains("Exception")) // a success may repeat the text
                && !answer.body().contains(installation.senderToken);
        if (!fine) {
            faults.add("%n#%d of seed %d: %s %s (%s) %s%n  answered: %d %s"
                    .formatted(
                            number,
                            SEED,
                            knock.method(),
                            knock.address(),
                            knock.type(),
                            new String(knock.body(), 0, Math.min(3_000, knock.body().length), StandardCharsets.UTF_8),
                            answer.statusCode(),
                            answer.body()));
        }
        if (number % 50 == 0) {
            installation.simulator.phone().write("go on");
        }
        if (number % SAMPLE_EVERY == 0) {
            heap.add(used(agent));
        }
    }

    private static long used(RunningAgent agent) {
        return (long) agent.calls
                .answer(agent.calls.management("/q/metrics"))
                .body()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private long lowest(int quarter) {
        int size = heap.size() / 4;
        return heap.stream()
                .skip((long) quarter * size)
                .limit(size)
                .mapToLong(Long::longValue)
                .min()
                .orElseThrow();
    }
}
