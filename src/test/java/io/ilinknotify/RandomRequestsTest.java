package io.ilinknotify;

import com.sun.management.UnixOperatingSystemMXBean;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Five thousand random or malformed requests at every address: documented answers only, no fault of ours, nothing left
 * open, and no token told. The seed is fixed; {@code -Drandom-requests.seed=…} tries another.
 */
@QuarkusTest
@TestProfile(RandomRequestsTest.NowhereToSend.class)
class RandomRequestsTest {
    private static final long SEED = Long.getLong("random-requests.seed", 20261122);
    private static final int COUNT = Integer.getInteger("random-requests.count", 5_000);
    private static final int AT_ONCE = 16;

    private static final String CLIENT_TOKEN = "test-token-for-sending-0123456789";
    private static final String OPERATOR_TOKEN = "test-token-of-the-operator-0123456789";

    /** The design's own answers, and those of the transport. */
    private static final Set<Integer> DOCUMENTED =
            Set.of(200, 202, 204, 303, 304, 400, 401, 403, 404, 405, 408, 409, 413, 414, 415, 422, 431, 503);

    private final LogRecords log = new LogRecords();
    private final RandomRequests requests = new RandomRequests(SEED, CLIENT_TOKEN, OPERATOR_TOKEN);

    @BeforeEach
    void listen() {
        log.install();
    }

    @AfterEach
    void stopListening() {
        log.remove();
    }

    @Test
    void onlyDocumentedAnswersAndNothingLeftOpen() throws InterruptedException {
        System.out.printf("%d random requests of seed %d%n", COUNT, SEED);
        run(-200, 0); // pools and caches have their size before anything is counted
        long threads = threads();
        long files = openFiles();

        List<Told> told = run(0, COUNT);

        assertThat(told.stream()
                        .filter(t -> !t.isDocumented())
                        .map(Told::toString)
                        .toList())
                .isEmpty();
        assertThat(log.faults()).isEmpty();
        assertThat(log.containing(CLIENT_TOKEN, OPERATOR_TOKEN)).isEmpty();
        assertThat(statuses(told)).containsKeys(200, 202, 400, 401, 403, 404, 405, 413, 415, 422);
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(openFiles()).isLessThanOrEqualTo(files + 10);
            assertThat(threads()).isLessThanOrEqualTo(threads + 20);
        });
        assertThat(aSoundRequest().statusCode()).isEqualTo(202);
        System.out.printf("answers: %s%n", statuses(told));
    }

    private static Response aSoundRequest() {
        return RestAssured.given()
                .header("Authorization", "Bearer " + CLIENT_TOKEN)
                .body("still there")
                .post("/notify");
    }

    private List<Told> run(int from, int to) throws InterruptedException {
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            IntStream.range(from, to).forEach(number -> all.add(pool.submit(() -> told.add(send(number)))));
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
        return List.copyOf(told);
    }

    private Told send(int number) {
        byte[] request = requests.get(number);
        try {
            return new Told(
                    number, request, RawHttp.exchange(RestAssured.port, request).text());
        } catch (SocketTimeoutException e) {
            return new Told(number, request, "neither answered nor closed");
        } catch (IOException e) {
            return new Told(number, request, "not reached: " + e);
        }
    }

    private static Map<Integer, Long> statuses(List<Told> told) {
        Map<Integer, Long> counts = new TreeMap<>();
        told.forEach(t -> counts.merge(t.status().orElse(0), 1L, Long::sum));
        return counts;
    }

    private static long threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** One request with what came back. */
    private record Told(int number, byte[] request, String answer) {
        OptionalInt status() {
            return new RawHttp.Answer(answer).status();
        }

        /** What is no HTTP may be answered by closing, and the preface of HTTP/2 by a frame of it. */
        boolean isDocumented() {
            boolean wordless = answer.isEmpty() || answer.startsWith("\0\0");
            boolean documented = status().isPresent() && DOCUMENTED.contains(status().getAsInt());
            return (wordless || documented || isGuessing())
                    && !answer.contains(CLIENT_TOKEN)
                    && !answer.contains(OPERATOR_TOKEN)
                    && !answer.contains("\tat ")
                    && !answer.contains("Exception");
        }

        /** Only the operator's sign-in form limits how often one may try. */
        private boolean isGuessing() {
            String sent = new String(request, StandardCharsets.ISO_8859_1);
            return status().orElse(0) == 429 && sent.contains("POST /login/operator");
        }

        @Override
        public String toString() {
            String sent = new String(request, StandardCharsets.ISO_8859_1);
            return "#%d of seed %d: %s%n  answered: %s"
                    .formatted(
                            number,
                            SEED,
                            sent.substring(0, Math.min(600, sent.length())),
                            answer.substring(0, Math.min(600, answer.length())));
        }
    }

    /** No request of this test may leave the machine. */
    public static class NowhereToSend implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("ilink.base-url", "http://127.0.0.1:1");
        }
    }
}
