package io.ilinknotify.it;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many senders at once, each of which repeats a notification under its {@code Idempotency-Key} until it is answered, as
 * good clients do.
 */
final class PostingClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long BREATH = TimeUnit.MILLISECONDS.toNanos(20);

    private final Calls calls;
    private final int clients;
    private final List<Post> posts;
    private final Map<String, String> idsByText = new ConcurrentHashMap<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile CompletableFuture<Void> agentRuns = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> round = CompletableFuture.completedFuture(null);

    /**
     * What each client posts in a round.
     *
     * @param rest follows a beginning that no other notification has
     */
    record Post(String priority, String rest) {}

    PostingClients(Calls calls, int clients, Post... posts) {
        this.calls = calls;
        this.clients = clients;
        this.posts = List.of(posts);
    }

    /** All clients begin to post. */
    void begin(int number) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            String name = "round " + number + " client " + client;
            all.add(CompletableFuture.runAsync(() -> postAll(name), threads));
        }
        round = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    /** The agent is about to be killed: who fails, waits until it is back. */
    void holdOn() {
        agentRuns = new CompletableFuture<>();
    }

    /** The agent is back. */
    void goOn() {
        agentRuns.complete(null);
    }

    /** Waits until each client has got all of its answers. */
    void join() {
        round.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** How many notifications were answered with 2xx. */
    int answered() {
        return answered.get();
    }

    /** What was answered. */
    Map<String, String> idsByText() {
        return Map.copyOf(idsByText);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void postAll(String name) {
        for (int i = 0; i < posts.size(); i++) {
            String key = "[" + name + " post " + i + "]";
            String text = key + posts.get(i).rest();
            idsByText.put(text, post(text, key, posts.get(i).priority()));
            answered.incrementAndGet();
        }
    }

    private String post(String text, String key, String priority) {
        while (true) {
            try {
                HttpResponse<String> answer = calls.send(calls.notifyRequest("/notify", text)
                        .header("Priority", priority)
                        .header("Idempotency-Key", key));
                if (answer.statusCode() != 503) {
                    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
                    return Calls.json(answer).path("id").asText();
                }
            } catch (IOException killed) {
                agentRuns.join();
            }
            LockSupport.parkNanos(BREATH);
        }
    }
}
