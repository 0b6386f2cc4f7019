package io.ilinknotify.it;

import io.ilinknotify.it.attack.Attacks;
import io.ilinknotify.it.attack.PacedSender;
import io.ilinknotify.it.attack.Swarm;
import io.ilinknotify.it.attack.Vitals;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import static org.awaitility.Awaitility.await;

/**
 * Everything that ever stopped the agent, all at once and from other addresses, in a small heap: a sender and the probes
 * must not notice. It is short, for {@code ./mvnw verify}; {@code -Dsoak.seconds=120} or more is the test proper, for changes to
 * the edge and before a release.
 */
@Tag("alone")
class SoakIT {
    private static final long SECONDS = Long.getLong("soak.seconds", 40);
    private static final Duration SENDER_PATIENCE = Duration.ofSeconds(2);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);
    private static final Duration METRICS_PATIENCE = Duration.ofSeconds(5);
    private static final int WARM_UP = 200;
    /** Often enough to meet the moments just after a collection: in between, most of the heap is garbage. */
    private static final int SAMPLES_A_SECOND = 4;

    private static final int LONGEST_LOG = 100_000;
    private static final int LOG_TOLD = 3_000;
    private static final int MEBIBYTE = 1 << 20;
    /** What the heap may hold more at the end than after the first quarter: caches that fill, notifications that wait. */
    private static final long HEAP_GROWTH = 12L * MEBIBYTE;
    /** Lines of the metrics: forms of addresses and statuses that are met for the first time, never a name. */
    private static final int MORE_METRICS = 300;

    /** Only the attacks whose names contain it. */
    private static final String ONLY = System.getProperty("soak.only", "");

    private static final String ATTACKERS_TOKEN = "token-of-a-program-that-went-wrong";

    @RegisterExtension
    final Installation installation = new Installation()
            .heap("-Xmx96m")
            .set("NOTIFY_OUTBOX_MAX_PENDING", "100000")
            .set("NOTIFY_ACCESS_TOKENS_WRONG", ATTACKERS_TOKEN)
            .set("NOTIFY_WEBHOOK_GRAFANA_HMAC_SECRET", "a-secret-of-grafana");

    /** The memory at one moment. */
    private record Sample(Vitals vitals, long heapBytes) {}

    @Test
    void aSenderAndTheProbesDoNotNoticeAnyAttack() throws InterruptedException {
        RunningAgent agent = installation.start();
        agent.signIn(installation.simulator);
        soak(installation, agent);
    }

    private static void soak(Installation installation, RunningAgent agent) throws InterruptedException {
        warmUp(installation);
        int metrics = lines(agent);
        List<Sample> samples = new ArrayList<>();
        PacedSender sender = PacedSender.start(
                "sender", installation.port, Duration.ofMillis(100), number -> alert(installation, number));
        PacedSender live = probe(installation, "live");
        PacedSender ready = probe(installation, "ready");
        Swarm swarm = Swarm.attack(installation.port, new Attacks(ATTACKERS_TOKEN).named(ONLY), SECONDS);
        int signedIn = 0;
        try (sender;
                live;
                ready;
                swarm) {
            while (swarm.isAttacking() && agent.process.isAlive()) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / SAMPLES_A_SECOND);
                samples.add(sample(agent));
                if (samples.size() == SECONDS * SAMPLES_A_SECOND / 2) {
                    signedIn = signIn(installation, agent);
                }
            }
        }
        System.out.println(swarm.report());
        System.out.println(String.join("\n", sender.report(), live.report(), ready.report()));
        System.out.println(samples.getFirst() + "\n" + samples.getLast());
        String log = agent.output();
        System.out.println(log.substring(Math.max(0, log.length() - LOG_TOLD)));

        SoftAssertions all = new SoftAssertions();
        all.assertThat(agent.process.isAlive()).as("the agent runs").isTrue();
        all.assertThat(sender.bad(SENDER_PATIENCE)).as("the sender").isEmpty();
        all.assertThat(live.bad(PROBE_PATIENCE)).as("live").isEmpty();
        all.assertThat(ready.bad(PROBE_PATIENCE)).as("ready").isEmpty();
        all.assertThat(signedIn).as("the operator among those who guess").isEqualTo(303);
        all.assertThat(log.length()).as("bytes of log").isLessThan(LONGEST_LOG);
        all.assertThat(log).doesNotContain("OutOfMemory").doesNotContain("\tat ");
        all.assertThat(lowestHeap(samples, 3)).as("the heap is flat").isLessThan(lowestHeap(samples, 1) + HEAP_GROWTH);
        all.assertThat(lines(agent)).as("time series").isLessThan(metrics + MORE_METRICS);
        all.assertAll();
    }

    private static int signIn(Installation installation, RunningAgent agent) {
        try {
            return agent.calls
                    .send(agent.calls
                            .request("/login/operator")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("token=" + installation.operatorToken)))
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A program that has just started is slow by itself. */
    private static void warmUp(Installation installation) {
        PacedSender sender = PacedSender.start(
                "warm-up", installation.port, Duration.ofMillis(20), number -> alert(installation, number));
        try (sender) {
            await().until(() -> sender.answered() >= WARM_UP);
        }
    }

    private static PacedSender probe(Installation installation, String name) {
        byte[] request = PacedSender.get("/q/health/" + name);
        return PacedSender.start(name, installation.managementPort, Duration.ofSeconds(1), number -> request);
    }

    /** Small texts, with large ones among them. */
    private static byte[] alert(Installation installation, int number) {
        String text = "disk " + number + " is full";
        return switch (number % 10) {
            case 3 ->
                PacedSender.post("/notify", installation.senderToken, "text/plain", text + " and more".repeat(2_500));
            case 7 ->
                PacedSender.post(
                        "/webhook/alertmanager", installation.senderToken, "application/json", alertmanager(text, 60));
            default -> PacedSender.post("/notify", installation.senderToken, "text/plain", text);
        };
    }

    private static String alertmanager(String name, int alerts) {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < alerts; i++) {
            list.append(i == 0 ? "" : ",")
                    .append("{\"status\":\"firing\",\"labels\":{\"alertname\":\"")
                    .append(name)
                    .append("\",\"instance\":\"host-")
                    .append(i)
                    .append("\"},\"annotations\":{\"summary\":\"")
                    .append("it is full ".repeat(30))
                    .append("\"},\"startsAt\":\"2026-11-29T00:00:00Z\",\"fingerprint\":\"")
                    .append(i)
                    .append("\"}");
        }
        return "{\"version\":\"4\",\"groupKey\":\"" + name
                + "\",\"status\":\"firing\",\"receiver\":\"r\",\"groupLabels\":{},"
                + "\"commonLabels\":{},\"commonAnnotations\":{},\"externalURL\":\"\",\"alerts\":[" + list + "]}";
    }

    private static Sample sample(RunningAgent agent) {
        long heap = (long) metrics(agent)
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        return new Sample(Vitals.of(agent.process), heap);
    }

    private static int lines(RunningAgent agent) {
        return (int) metrics(agent).lines().count();
    }

    private static String metrics(RunningAgent agent) {
        try {
            return agent.calls
                    .send(agent.calls.management("/q/metrics").timeout(METRICS_PATIENCE))
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    /** What is left after a collection: the lowest that was seen in a quarter of the time. */
    private static long lowestHeap(List<Sample> samples, int quarter) {
        int size = samples.size() / 4;
        return samples.subList(quarter * size, (quarter + 1) * size).stream()
                .mapToLong(Sample::heapBytes)
                .filter(bytes -> bytes > 0)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
