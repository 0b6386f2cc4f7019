package io.ilinknotify.fallback;

import io.ilinknotify.fallback.FallbackPolicy.Plan;
import io.ilinknotify.fallback.FallbackTable.Candidate;
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
import java.util.stream.Stream;

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
        boolean more = true;
        while (more && !stopping) {
            more = look();
        }
        tell();
    }

    /** Begins no other post. */
    void stop() {
        stopping = true;
    }

    /**
     * Judges those whose time has come, and those whose answer was lost; a storm in batches, so that the writer stays free.
     * Returns whether there may be more.
     */
    private boolean look() {
        Instant now = clock.instant();
        boolean refused = tokenRefused.getAsBoolean();
        Optional<Long> lookedTo = store.read(FallbackTable::lookedTo);
        if (lookedTo.isEmpty()) {
            open();
            return false;
        }
        long seq = lookedTo.get();
        List<Candidate> ripe = store.read(tx -> FallbackTable.after(tx, seq, BATCH)).stream()
                .takeWhile(one -> policy.isTime(one.createdAt(), refused, now))
                .toList();
        List<Candidate> lost = store.read(tx -> FallbackTable.unknownAfter(tx, seq));
        List<Candidate> toTell = Stream.concat(ripe.stream(), lost.stream())
                .filter(policy::mustTell)
                .toList();
        if (ripe.isEmpty() && toTell.isEmpty()) {
            return false;
        }
        return store.commit(tx -> {
            toTell.forEach(one -> FallbackTable.add(tx, one.seq(), now));
            if (!ripe.isEmpty()) {
                FallbackTable.lookedTo(tx, ripe.getLast().seq());
            }
            return ripe.size() == BATCH;
        });
    }

    /** From now on there is a second channel: what is open counts, what was finished before does not. */
    void open() {
        Instant now = clock.instant();
        boolean refused = tokenRefused.getAsBoolean();
        store.commit(tx -> {
            for (Candidate one : FallbackTable.open(tx)) {
                if (policy.mustTell(one)) {
                    FallbackTable.add(tx, one.seq(), refused ? now : policy.timeOf(one.createdAt(), now));
                }
            }
            FallbackTable.lookedTo(tx, FallbackTable.newest(tx));
            return true;
        });
    }

    private void tell() {
        recordAgain();
        Instant now = clock.instant();
        int recent = FallbackPolicy.recent(store.read(FallbackTable::posts), now);
        int most = FallbackPolicy.mostRead(recent, failing);
        if (most == 0) {
            return;
        }
        List<Candidate> all = store.read(tx -> FallbackTable.due(tx, now, now.plus(policy.longestWait()), most));
        List<Candidate> due = all.stream()
                .filter(one -> one.state() != State.SENT && !unrecorded.contains(one.seq()))
                .toList();
        if (all.stream().anyMatch(one -> one.state() == State.SENT)) {
            store.commit(tx -> {
                all.stream()
                        .filter(one -> one.state() == State.SENT)
                        .forEach(overtaken -> FallbackTable.remove(tx, overtaken.seq()));
                return true;
            });
        }
        Plan<Candidate> plan = FallbackPolicy.plan(due, recent);
        boolean answered = plan.singles().stream().allMatch(single -> post(List.of(single)));
        if (answered && !plan.together().isEmpty()) {
            post(plan.together());
        }
    }

    /** Posts one, or several as a summary; {@code false} when the webhook cannot be reached, and the others wait. */
    private boolean post(List<Candidate> told) {
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
        failing = !(outcome instanceof PostOutcome.Told);
        if (!failing) {
            told.forEach(due -> unrecorded.add(due.seq()));
            recordAgain();
        }
        listener.accept(content.get().id(), outcome);
        return switch (outcome) {
            case PostOutcome.Told t -> true;
            case PostOutcome.Refused r -> true;
            case PostOutcome.NoAnswer n -> false;
            case PostOutcome.NoToken n -> false;
        };
    }

    private static boolean begin(Tx tx, List<Candidate> told, Instant now) {
        for (Candidate due : told) {
            int tries = FallbackTable.tries(tx, due.seq()) + 1;
            FallbackTable.tried(tx, due.seq(), now.plus(FallbackPolicy.pauseAfter(tries)));
        }
        List<Instant> posts = new ArrayList<>(FallbackTable.posts(tx));
        posts.add(now);
        int old = Math.max(0, posts.size() - FallbackPolicy.MOST_IN_A_MINUTE);
        FallbackTable.posts(tx, posts.subList(old, posts.size()));
        return true;
    }

    private void recordAgain() {
        if (!unrecorded.isEmpty()) {
            Instant now = clock.instant();
            store.commit(tx -> {
                unrecorded.forEach(seq -> FallbackTable.told(tx, seq, now));
                return true;
            });
            unrecorded.clear();
        }
    }
}
