package io.ilinknotify.bench.http;

import io.ilinknotify.it.RunningAgent;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How fast the status page answers with ten thousand notifications behind it, and what an open one costs that nobody touches. */
public final class PageBench {
    private static final int NOTIFICATIONS = 10_000;
    private static final int TO_WARM_UP = 300;
    private static final int MEASURED = 100;
    private static final Duration IDLE = Duration.ofSeconds(60);
    /** As status.js asks. */
    private static final Duration EVERY = Duration.ofSeconds(3);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Agent agent;

    private PageBench(Agent agent) {
        this.agent = agent;
    }

    /** Runs all of it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Agent agent = new Agent(Files.createTempDirectory("page-bench-"))) {
            Path state = Files.createDirectories(agent.stateDir());
            Filler.fill(state.resolve("agent.db"), NOTIFICATIONS);
            RunningAgent running = agent.start();
            running.signIn(agent.simulator());
            PageBench bench = new PageBench(agent);
            for (String path : List.of("/", "/?state=open", "/?q=nowhere", "/?priority=critical&client=ci")) {
                bench.measure(path);
            }
            System.out.printf("CPU without a page: %s%n", bench.idle(running, false));
            System.out.printf("CPU with an open page: %s%n", bench.idle(running, true));
        }
    }

    private void measure(String path) throws IOException, InterruptedException {
        double[] millis = new double[MEASURED];
        int size = 0;
        for (int i = -TO_WARM_UP; i < MEASURED; i++) {
            long begin = System.nanoTime();
            size = get(path, "").body().length();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-30s %6d bytes, median %.1f ms, p95 %.1f ms%n",
                path,
                size,
                millis[MEASURED / 2],
                millis[MEASURED * 95 / 100]);
    }

    private String idle(RunningAgent running, boolean open) throws IOException, InterruptedException {
        String version = "";
        Duration before = cpu(running);
        for (long i = 0; i < IDLE.dividedBy(EVERY); i++) {
            if (open) {
                HttpResponse<String> answer = get("/", version);
                version = answer.headers().firstValue("ETag").orElse(version);
            }
            TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
        }
        double millis = cpu(running).minus(before).toMillis();
        return String.format(Locale.ROOT, "%.0f ms in %d s, %.2f %%", millis, IDLE.toSeconds(), millis / 600);
    }

    private static Duration cpu(RunningAgent running) {
        return running.process.info().totalCpuDuration().orElseThrow();
    }

    private HttpResponse<String> get(String path, String version) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(agent.url(path)))
                .header("Authorization", agent.operatorAuthorization())
                .header("Accept", "text/html");
        if (!version.isEmpty()) {
            request.header("If-None-Match", version);
        }
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200 && answer.statusCode() != 304) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        return answer;
    }
}
