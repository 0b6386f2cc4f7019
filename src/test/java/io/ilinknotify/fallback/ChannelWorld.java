package io.ilinknotify.fallback;

import io.ilinknotify.TestStore;
import io.ilinknotify.fallback.Webhook.PostOutcome;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxConfig;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The second channel between a real outbox and a webhook that writes down what it is told, under a virtual clock. */
final class ChannelWorld extends Clock implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-02T01:00:00Z");

    final List<FallbackPost> posts = new ArrayList<>();
    final List<Instant> times = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>();
    Function<FallbackPost, PostOutcome> answer = post -> new PostOutcome.Told();
    boolean tokenRefused;
    private final Path file;
    private Instant now = START;
    private Store store;
    private Outbox outbox;
    private SecondChannel channel;

    ChannelWorld(Path directory) {
        file = directory.resolve("agent.db");
        open();
        turnOn();
    }

    private void open() {
        store = TestStore.open(file);
        outbox = new Outbox(store, new Settings(), Duration.ofMinutes(15), this);
        channel = new SecondChannel(
                store,
                outbox,
                new FallbackPolicy(Duration.ofMinutes(5), Priority.HIGH),
                Optional.of(post -> {
                    posts.add(post);
                    times.add(now);
                    PostOutcome outcome = answer.apply(post);
                    outcomes.add(outcome.code());
                    return outcome;
                }),
                () -> tokenRefused,
                Language.EN,
                new SimpleMeterRegistry(),
                this);
    }

    /** The process ends and starts again. */
    void restart() {
        store.close();
        open();
    }

    OutboxEntry post(Priority priority, String text) {
        NotificationDraft draft = new NotificationDraft(
                "ci", "notify", null, text, priority, List.of(), null, null, null, null, Phase.NONE, false, List.of());
        if (outbox.accept(draft, null).join() instanceof Acceptance.Accepted stored && !stored.duplicate()) {
            return stored.entry();
        }
        throw new AssertionError("not stored");
    }

    void finish(OutboxEntry entry, State state) {
        store.write(tx -> {
                    new NotificationStates(outbox).finish(tx, entry.seq(), state, Coverage.WHOLE, null, null, now);
                    return true;
                })
                .join();
    }

    void cancel(OutboxEntry entry) {
        outbox.cancel(entry.notification().id()).join();
    }

    void hold(String reason) {
        store.write(tx -> tx.update("UPDATE notification SET state = 'HELD', reason = ?", reason))
                .join();
    }

    void turnOff() {
        store.write(tx -> {
                    FallbackTable.close(tx);
                    return true;
                })
                .join();
    }

    /** How many it has still to tell. */
    long waiting() {
        return store.read(
                tx -> tx.first("SELECT count(*) AS n FROM fallback WHERE told_at IS NULL", row -> row.number("n"))
                        .orElseThrow());
    }

    /** The agent starts with a second channel for the first time. */
    void turnOn() {
        channel.start(new StartupEvent());
    }

    /** Time passes, and the channel looks every second. */
    void run(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now = now.plusSeconds(1);
            channel.tick();
        }
    }

    void setClockBack(Duration by) {
        now = now.minus(by);
    }

    boolean test() {
        return channel.test();
    }

    ChannelStanding standing() {
        return channel.standing().orElseThrow();
    }

    List<String> texts() {
        return posts.stream().map(FallbackPost::text).toList();
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    private record Settings(Duration ttl, int maxPending, long maxBytes, Duration retention) implements OutboxConfig {
        Settings() {
            this(Duration.ofHours(72), 100_000, 1L << 40, Duration.ofDays(7));
        }
    }
}
