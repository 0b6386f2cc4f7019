package io.ilinknotify.fallback;

import io.ilinknotify.fallback.FallbackPolicy.Plan;
import io.ilinknotify.fallback.FallbackTable.Due;
import io.ilinknotify.fallback.FallbackTable.Seen;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Looks at every notification once, when it is old enough, and tells the webhook of those that are not sent. What is to be
 * told and every try are on disk before the post leaves, so that a restart neither forgets one nor hurries.
 */
final class SecondChannel {
    private static final int BATCH = 500;

    private final Store store;
    private final Outbox outbox;
    private final FallbackPolicy policy;
    private final Function<FallbackPost, PostOutcome> webhook;
    private final BooleanSupplier tokenRefused;
    private final Language language;
    private final BiConsumer<String, PostOutcome> listener;
    private final Clock clock;
    /** Answered 2xx, but not yet on disk as told: never posted again by this process. */
    private final Set<Long> unrecorded = new HashSet<>();

    private volatile boolean stopping;
    /** The last post was not taken. */
    private volatile boolean failing;

    SecondChannel(
            Store store,
            Outbox outbox,
            FallbackPolicy policy,
            Function<FallbackPost, PostOutcome> webhook,
            BooleanSupplier tokenRefused,
            Language language,
            BiConsumer<String, PostOutcome> listener,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.policy = policy;
        this.webhook = webhook;
        this.tokenRefused = tokenRefused;
        this.language = language;
        this.listener = listener;
        this.clock = clock;
    }

    /** One look at the outbox, and the posts that are due. For one thread at a time. */
    void tick() {
        look();
        tell();
    }

    /** Begins no other post. */
    void stop() {
        stopping = true;
    }

    private void look() {
        Optional<Long> lookedTo = store.read(FallbackTable::lookedTo);
        if (lookedTo.isEmpty()) {
            store.commit(tx -> open(tx, tokenRefused.getAsBoolean(), clock.instant()));
            return;
        }
        long seq = lookedTo.get();
        boolean refused = tokenRefused.getAsBoolean();
        while (!stopping
                && store.read(tx -> hasNews(tx, seq, refused))
                && store.commit(tx -> judge(tx, refused)) == BATCH) {
            // A storm is looked at in batches, so that the writer stays free.
        }
    }

    /** From now on there is a second channel: what is open counts, what was finished before does not. */
    private int open(Tx tx, boolean refused, Instant now) {
        List<Seen> concerned = FallbackTable.open(tx).stream()
                .filter(seen -> policy.mustTell(seen.state(), seen.priority()))
                .toList();
        concerned.forEach(
                seen -> FallbackTable.add(tx, seen.seq(), refused ? now : policy.timeOf(seen.createdAt(), now)));
        FallbackTable.lookedTo(tx, FallbackTable.newest(tx));
        return concerned.size();
    }

    private boolean hasNews(Tx tx, long seq, boolean refused) {
        Instant now = clock.instant();
        return FallbackTable.after(tx, seq, 1).stream().anyMatch(seen -> policy.isTime(seen.createdAt(), refused, now))
                || FallbackTable.unknownAfter(tx, seq).stream()
                        .anyMatch(seen -> policy.mustTell(seen.state(), seen.priority()));
    }

    /** Judges those whose time has come, and those whose answer was lost; returns how many the first were. */
    private int judge(Tx tx, boolean refused) {
        Instant now = clock.instant();
        long lookedTo = FallbackTable.lookedTo(tx).orElseThrow();
        List<Seen> ripe = FallbackTable.after(tx, lookedTo, BATCH).stream()
                .takeWhile(seen -> policy.isTime(seen.createdAt(), refused, now))
                .toList();
        List<Seen> all = new ArrayList<>(ripe);
        all.addAll(FallbackTable.unknownAfter(tx, lookedTo));
        all.stream()
                .filter(seen -> policy.mustTell(seen.state(), seen.priority()))
                .forEach(seen -> FallbackTable.add(tx, seen.seq(), now));
        if (!ripe.isEmpty()) {
            FallbackTable.lookedTo(tx, ripe.getLast().seq());
        }
        return ripe.size();
    }

    private void tell() {
        recordAgain();
        Instant now = clock.instant();
        int recent = FallbackPolicy.recent(store.read(FallbackTable::posts), now);
        int most = FallbackPolicy.mostRead(recent, failing);
        if (most == 0) {
            return;
        }
        List<Due> all = store.read(tx -> FallbackTable.due(tx, now, now.plus(policy.longestWait()), most));
        List<Due> overtaken =
                all.stream().filter(due -> due.state() == State.SENT).toList();
        if (!overtaken.isEmpty()) {
            store.commit(tx -> {
                overtaken.forEach(due -> FallbackTable.remove(tx, due.seq()));
                return overtaken.size();
            });
        }
        List<Due> due = all.stream()
                .filter(d -> d.state() != State.SENT && !unrecorded.contains(d.seq()))
                .toList();
        Plan<Due> plan = FallbackPolicy.plan(due, recent);
        boolean answered = plan.singles().stream().allMatch(single -> post(List.of(single)));
        if (answered && !plan.together().isEmpty()) {
            post(plan.together());
        }
    }

    /** Posts one, or several as a summary; {@code false} when the webhook cannot be reached, and the others wait. */
    private boolean post(List<Due> told) {
        if (stopping) {
            return false;
        }
        Optional<FallbackPost> content = told.size() == 1
                ? outbox.find(told.getFirst().id()).map(FallbackPost::of)
                : Optional.of(FallbackPost.summary(told, language));
        if (content.isEmpty()) {
            return true; // forgotten meanwhile
        }
        store.commit(tx -> begin(tx, told, clock.instant()));
        PostOutcome outcome = webhook.apply(content.get());
        Instant now = clock.instant();
        failing = !(outcome instanceof PostOutcome.Told);
        if (!failing) {
            told.forEach(due -> unrecorded.add(due.seq()));
            recordAgain();
        } else {
            store.commit(tx -> {
                FallbackTable.failed(tx, now, outcome.failure());
                return told.size();
            });
        }
        listener.accept(content.get().id(), outcome);
        return switch (outcome) {
            case PostOutcome.Told t -> true;
            case PostOutcome.Refused r -> true;
            case PostOutcome.NoAnswer n -> false;
            case PostOutcome.NoToken n -> false;
        };
    }

    private static int begin(Tx tx, List<Due> told, Instant now) {
        told.forEach(due -> FallbackTable.tried(tx, due.seq(), now.plus(FallbackPolicy.pauseAfter(due.tries() + 1))));
        List<Instant> posts = new ArrayList<>(FallbackTable.posts(tx));
        posts.add(now);
        int old = Math.max(0, posts.size() - FallbackPolicy.MOST_IN_A_MINUTE);
        FallbackTable.posts(tx, posts.subList(old, posts.size()));
        return told.size();
    }

    private void recordAgain() {
        if (unrecorded.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        store.commit(tx -> {
            unrecorded.forEach(seq -> FallbackTable.told(tx, seq, now));
            FallbackTable.succeeded(tx, now);
            return unrecorded.size();
        });
        unrecorded.clear();
    }
}
