package io.ilinknotify.bench.http;

import io.ilinknotify.it.Artifact;
import io.ilinknotify.it.RunningAgent;
import io.ilinknotify.simulator.RecordedSend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Everything side by side in one run, as a table in Markdown. */
public final class HttpBench {
    private static final int[] CONNECTIONS = {1, 16, 64, 256};
    private static final int RETAINED = 1_000_000;
    private static final int MESSAGES_TO_WARM_UP = 2_000;
    private static final int MESSAGES = 500;
    /** After this long without another one the processors rest, and so does what was ready for it. */
    private static final Duration ALONE = Duration.ofMillis(50);

    private static final int STARTS = 5;
    private static final Duration LENGTH = Duration.ofSeconds(10);

    /** A request that is read and refused: the token, the body and the fields are looked at, and nothing is stored. */
    private static final String NOTHING = "'{}'";

    private static final String TEXT = "'disk is full on host ' .. n";
    private static final String ALERT = """
            '[{"labels":{"alertname":"Disk","host":"' .. id .. n .. '"},"annotations":{"summary":"disk is full on host ' .. n .. '"}}]'""";

    private final Path directory;
    private final Wrk wrk;

    private HttpBench(Path directory) {
        this.directory = directory;
        this.wrk = new Wrk(directory, LENGTH);
    }

    /** Runs all of it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("http-bench-");
        HttpBench bench = new HttpBench(directory);
        System.out.printf(
                "%s on %d processors, %d s a load, volume on %s%n%n",
                Artifact.built().isJar() ? "JVM " + Runtime.version().feature() + ", -Xmx96m" : "Native executable",
                Runtime.getRuntime().availableProcessors(),
                LENGTH.toSeconds(),
                Files.getFileStore(directory).type());
        bench.loads();
        bench.retained();
        bench.endToEnd();
        bench.starts();
    }

    private void loads() throws IOException, InterruptedException {
        System.out.println("| load | connections | requests/s | share of the bare one | p50 | p99 | fsyncs/s | RSS |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (Agent agent = new Agent(directory.resolve("loads"))) {
            RunningAgent running = warm(agent);
            for (int connections : CONNECTIONS) {
                double bare =
                        row("bare: read and refused", agent, running, connections, "application/json", NOTHING, 0);
                row("durable `POST /notify`", agent, running, connections, "text/plain", TEXT, bare);
            }
        }
        alertmanager();
    }

    /** The same, of which one has a week's worth of a million behind it. */
    private void retained() throws IOException, InterruptedException {
        double without;
        try (Agent agent = new Agent(directory.resolve("empty"))) {
            without = row("durable, nothing retained", agent, warm(agent), 64, "text/plain", TEXT, 0);
        }
        try (Agent agent = new Agent(directory.resolve("full"))) {
            Files.createDirectories(agent.stateDir());
            Filler.fill(agent.stateDir().resolve("agent.db"), RETAINED);
            double with = row("durable, 1,000,000 retained", agent, warm(agent), 64, "text/plain", TEXT, 0);
            System.out.printf(
                    Locale.ROOT,
                    "%nWith 1,000,000 retained: %.0f %% of the throughput without.%n",
                    100 * with / without);
        }
    }

    private RunningAgent warm(Agent agent) throws IOException, InterruptedException {
        RunningAgent running = agent.start();
        running.signIn(agent.simulator());
        wrk.post(agent.url("/notify"), 64, agent.authorization(), "text/plain", TEXT);
        return running;
    }

    private double row(
            String name, Agent agent, RunningAgent running, int connections, String type, String body, double bare)
            throws IOException, InterruptedException {
        double commits = agent.commits();
        long begin = System.nanoTime();
        Wrk.Load load = wrk.post(agent.url("/notify"), connections, agent.authorization(), type, body);
        double seconds = (System.nanoTime() - begin) / 1e9;
        boolean refused = type.equals("application/json");
        check(name, load, refused ? load.total() : 0);
        print(
                name,
                connections,
                load,
                bare == 0 ? "" : "%.0f %%".formatted(100 * load.perSecond() / bare),
                "%.0f".formatted((agent.commits() - commits) / seconds),
                Memory.resident(running.process));
        return load.perSecond();
    }

    private void alertmanager() throws IOException, InterruptedException {
        try (Alertmanager alertmanager = Alertmanager.start(directory)) {
            Wrk.Load load = wrk.post(alertmanager.url(), 64, "none", "application/json", ALERT);
            check("Alertmanager", load, 0);
            print("Alertmanager, in memory", 64, load, "", "", Memory.resident(alertmanager.process));
        }
    }

    private static void check(String name, Wrk.Load load, long not2xx) {
        if (load.not2xx() != not2xx || load.failed() > 0) {
            System.err.printf("%s: this is not what is to be measured: %s%n", name, load);
        }
    }

    private static void print(String name, int connections, Wrk.Load load, String share, String fsyncs, long rss) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %,.0f | %s | %.2f ms | %.2f ms | %s | %d MiB |%n",
                name,
                connections,
                load.perSecond(),
                share,
                load.p50() / 1e3,
                load.p99() / 1e3,
                fsyncs,
                rss);
    }

    /** From before the request to the simulated phone: each after the answer to the one before, then each alone. */
    private void endToEnd() throws IOException, InterruptedException {
        try (Agent agent = new Agent(directory.resolve("end-to-end"))) {
            RunningAgent running = agent.set("NOTIFY_DELIVERY_STRATEGY", "immediate")
                    .set("NOTIFY_DELIVERY_MIN_INTERVAL", "1ms")
                    .set("NOTIFY_WINDOW_BUDGET", "100")
                    .start();
            running.signIn(agent.simulator());
            toThePhone(agent, MESSAGES_TO_WARM_UP, Duration.ZERO);
            report("one after the other", toThePhone(agent, MESSAGES, Duration.ZERO));
            report("each after 50 ms of silence", toThePhone(agent, MESSAGES, ALONE));
        }
    }

    private static double[] toThePhone(Agent agent, int messages, Duration silence)
            throws IOException, InterruptedException {
        double[] millis = new double[messages];
        for (int i = 0; i < messages; i++) {
            if (i % 50 == 0) {
                agent.simulator().phone().write("ok");
            }
            TimeUnit.MILLISECONDS.sleep(silence.toMillis());
            Instant begin = Instant.now();
            int status = agent.post("/notify?wait=10s", "number " + i).statusCode();
            RecordedSend shown = agent.simulator().phone().messages().getLast();
            if (status != 200 || !shown.text().equals("number " + i)) {
                throw new IllegalStateException("this is not what is to be measured: " + status + " " + shown);
            }
            millis[i] = Duration.between(begin, shown.at()).toNanos() / 1e6;
        }
        return millis;
    }

    private static void report(String how, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%nFrom the request to the phone, %d, %s: median %.1f ms, 99 %% %.1f ms.%n",
                millis.length,
                how,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100]);
    }

    private void starts() throws IOException, InterruptedException {
        try (Agent agent = new Agent(directory.resolve("starts"))) {
            double[] millis = new double[STARTS];
            for (int i = 0; i < STARTS; i++) {
                millis[i] = agent.startToFirst2xx();
            }
            Arrays.sort(millis);
            RunningAgent idle = agent.start();
            idle.signIn(agent.simulator());
            System.out.printf(
                    Locale.ROOT,
                    "%nStart to the first 2xx: median of %d %.0f ms. Idle and signed in: %d MiB. Artifact: %.1f MiB.%n",
                    STARTS,
                    millis[STARTS / 2],
                    Memory.resident(idle.process),
                    size(Artifact.built()) / 1048576.0);
        }
    }

    private static long size(Artifact artifact) throws IOException {
        Path root = artifact.isJar() ? artifact.path().getParent() : artifact.path();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
