package io.ilinknotify.it;

import io.ilinknotify.it.attack.RandomRequests;
import io.ilinknotify.it.attack.RandomRequests.Attempt;
import io.ilinknotify.it.attack.RawHttp;
import io.ilinknotify.it.attack.Vitals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Random and malformed requests at every address: documented answers only, none later than after 5 s, nothing left open,
 * and no token told. {@code -Dfuzz.requests=200000} makes more of them, {@code -Dfuzz.seed=…} others, and
 * {@code -Dfuzz.from=…} begins at one that was told to be at fault.
 */
@Tag("alone")
class FuzzIT {
    private static final long SEED = Long.getLong("fuzz.seed", 20261129);
    private static final int COUNT = Integer.getInteger("fuzz.requests", 20_000);
    private static final int FROM = Integer.getInteger("fuzz.from", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 16;
    private static final int WARM_UP = 2_000;
    /** Pools grow and shrink by themselves; what leaks does so with every request. */
    private static final int MORE_THREADS = 20;

    private static final int MORE_HANDLES = 10;
    /** On a busy machine some are late. What is late by itself is told one by one; what makes others late shows in their number. */
    private static final int MOST_LATE = Math.max(5, COUNT / 1_000);

    private static final int FAULTS_TOLD = 20;
    private static final int BYTES_TOLD = 3_000;

    /** The design's own answers, and those of the transport. */
    private static final Set<Integer> DOCUMENTED =
            Set.of(200, 202, 204, 303, 304, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 417, 422, 429, 431, 503);

    @RegisterExtension
    final Installation installation = new Installation()
            .heap("-Xmx96m")
            .set("NOTIFY_OUTBOX_MAX_PENDING", "1000000")
            .set("NOTIFY_OUTBOX_MAX_BYTES", "4GiB");

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger late = new AtomicInteger();
    private final Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();

    @Test
    void onlyDocumentedAnswersInTimeAndNothingLeftOpen() throws InterruptedException {
        System.out.printf("%d random requests of seed %d%n", COUNT, SEED);
        RunningAgent agent = installation.start();
        run(installation, -WARM_UP, 0); // pools and caches have their size before anything is counted
        assertThat(faults).as("requests of the warm-up with their answers").isEmpty();
        statuses.clear();
        late.set(0);
        Vitals before = settled(agent);

        run(installation, FROM, COUNT);

        System.out.printf("answers: %s, %d late%n", statuses, late.get());
        assertThat(faults).as("requests with their answers").isEmpty();
        assertThat(late.get()).as("answers after more than 5 s").isLessThanOrEqualTo(MOST_LATE);
        assertThat(statuses).containsKeys(200, 202, 400, 401, 403, 404, 405, 413, 415, 422);
        assertThat(agent.process.isAlive()).isTrue();
        assertThat(agent.output())
                .doesNotContain("\tat ")
                .doesNotContain(" ERROR ")
                .doesNotContain(installation.senderToken)
                .doesNotContain(installation.operatorToken);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Vitals after = Vitals.of(agent.process);
                    assertThat(after.handles()).isLessThanOrEqualTo(before.handles() + MORE_HANDLES);
                    assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + MORE_THREADS);
                });
        System.out.printf("before: %s; after: %s%n", before, Vitals.of(agent.process));
        assertThat(agent.calls.notify("still there").statusCode()).isEqualTo(202);
        assertThat(agent.calls.health("live")).isEqualTo(200);
        assertThat(agent.calls.health("ready")).isEqualTo(200);
    }

    /** What is left once connections that were cut are closed on the other side too. */
    private static Vitals settled(RunningAgent agent) {
        Vitals[] last = {Vitals.of(agent.process)};
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            Vitals earlier = last[0];
                            last[0] = Vitals.of(agent.process);
                            return last[0].handles() >= earlier.handles() ? last[0] : null;
                        },
                        found -> found != null);
    }

    private void run(Installation installation, int from, int to) throws InterruptedException {
        RandomRequests requests = new RandomRequests(SEED, installation.senderToken, installation.operatorToken);
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < AT_ONCE; thread++) {
                int first = from + thread;
                all.add(pool.submit(() -> {
                    for (int number = first; number < to && faults.size() < FAULTS_TOLD; number += AT_ONCE) {
                        send(installation, number, requests.get(number));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private void send(Installation installation, int number, Attempt attempt) {
        try {
            RawHttp.Answers answers = RawHttp.exchange(installation.port, attempt);
            if (answers.ended() && isLate(answers)) {
                late.incrementAndGet();
                answers = alone(installation, attempt);
            }
            answers.statuses().forEach(status -> statuses.merge(status, 1, Integer::sum));
            if (!answers.ended()) {
                fault(number, attempt, "neither answered nor closed; " + answers);
            } else if (isLate(answers)) {
                fault(number, attempt, "late, and late again when it was sent once more; " + answers);
            } else if (!DOCUMENTED.containsAll(answers.statuses()) || !tellsNoSecret(installation, answers.text())) {
                fault(number, attempt, answers.text());
            }
        } catch (IOException e) {
            fault(number, attempt, "not reached: " + e);
        }
    }

    private static boolean isLate(RawHttp.Answers answers) {
        return answers.took().compareTo(PATIENCE) > 0;
    }

    /** A busy machine is not the agent's fault. */
    private synchronized RawHttp.Answers alone(Installation installation, Attempt attempt) throws IOException {
        return RawHttp.exchange(installation.port, attempt);
    }

    private void fault(int number, Attempt attempt, String answered) {
        faults.add("%n#%d of seed %d (%s): %s%n  answered: %s"
                .formatted(number, SEED, attempt.ending(), escaped(attempt.bytes()), answered));
    }

    private static boolean tellsNoSecret(Installation installation, String answered) {
        return !answered.contains(installation.senderToken)
                && !answered.contains(installation.operatorToken)
                && !answered.contains("\tat ")
                && !answered.contains("Exception");
    }

    private static String escaped(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, BYTES_TOLD), StandardCharsets.ISO_8859_1);
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c -> escaped.append(
                        c == '\r'
                                ? "\\r"
                                : c == '\n' ? "\\n" : c < ' ' || c > '~' ? "\\x%02x".formatted(c) : (char) c + ""));
        return bytes.length > BYTES_TOLD ? escaped + "... (" + bytes.length + " bytes)" : escaped.toString();
    }
}
