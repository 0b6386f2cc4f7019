package io.ilinknotify.fallback;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.fallback.FallbackTable.Candidate;
import io.ilinknotify.fallback.Webhook.PostOutcome;
import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.store.Tx;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.config.Secret;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at every notification once, when it is old enough, and tells the webhook, if the settings name one, of those that are
 * not sent. What is to be told and every try are on disk before the post leaves, so that a restart neither forgets one nor
 * hurries. {@code ilink_notify_fallback_total} counts the posts.
 */
@Singleton
public class SecondChannel implements Heartbeat.Watched {
    private static final Logger LOG = Logger.getLogger(SecondChannel.class);
    private static final int BATCH = 500;
    /** Twenty posts that are answered late, one after the other. */
    private static final Duration LONGEST_TICK = Duration.ofMinutes(5);

    private final Store store;
    private final Outbox outbox;
    private final FallbackPolicy policy;
    private final Optional<Function<FallbackPost, PostOutcome>> webhook;
    private final BooleanSupplier tokenRefused;
    private final Language language;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Heartbeat heartbeat = new Heartbeat("second-channel", LONGEST_TICK);
    /** Answered 2xx, but not yet on disk as told: never posted again by this process. */
    private final Set<Long> unrecorded = new HashSet<>();

    private volatile boolean stopping;
    /** The last post was not taken. */
    private volatile boolean failing;

    @Inject
    SecondChannel(
            Store store,
            Outbox outbox,
            FallbackConfig config,
            AccountHealth health,
            Language language,
            MeterRegistry metrics,
            Clock clock) {
        this(
                store,
                outbox,
                new FallbackPolicy(config.after(), config.minPriority()),
                config.url()
                        .map(Secret::get)
                        .map(url -> new Webhook(URI.create(url), config.tokenFile(), Webhook.TIMEOUT)::post),
                () -> health.state().refusesSends(),
                language,
                metrics,
                clock);
    }

    SecondChannel(
            Store store,
            Outbox outbox,
            FallbackPolicy policy,
            Optional<Function<FallbackPost, PostOutcome>> webhook,
            BooleanSupplier tokenRefused,
            Language language,
            MeterRegistry metrics,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.policy = policy;
        this.webhook = webhook;
        this.tokenRefused = tokenRefused;
        this.language = language;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    /** Before anything is accepted, which could be finished before the first look. */
    void start(@Observes @Priority(500) StartupEvent start) {
        boolean known = store.read(FallbackTable::lookedTo).isPresent();
        if (webhook.isPresent() && !known) {
            open();
        } else if (webhook.isEmpty() && known) {
            store.run(FallbackTable::close);
        }
    }

    /** One look at the outbox, and the posts that are due. */
    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        heartbeat.beat();
        if (webhook.isEmpty()) {
            return;
        }
        try {
            boolean more = true;
            while (more && !stopping) {
                more = look();
            }
            tell();
        } catch (StoreException e) {
            LOG.warnf("The second channel cannot write down what it tells, and waits: %s", e.getMessage());
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) {
        stopping = true;
    }

    /**
     * Judges those whose time has come, and those whose answer was lost; a storm in batches, so that the writer stays free.
     * Returns whether there may be more.
     */
    private boolean look() {
        Instant now = clock.instant();
        boolean refused = tokenRefused.getAsBoolean();
        long seq = store.read(FallbackTable::lookedTo).orElseThrow();
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
    private void open() {
        Instant now = clock.instant();
        boolean refused = tokenRefused.getAsBoolean();
        store.run(tx -> {
            for (Candidate one : FallbackTable.open(tx)) {
                if (policy.mustTell(one)) {
                    FallbackTable.add(
                            tx, one.seq(), refused ? now : one.createdAt().plus(policy.after()));
                }
            }
            FallbackTable.lookedTo(tx, FallbackTable.newest(tx));
        });
    }

    private void tell() {
        recordTold();
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
        List<Candidate> overtaken =
                all.stream().filter(one -> one.state() == State.SENT).toList();
        if (!overtaken.isEmpty()) {
            store.run(tx -> overtaken.forEach(one -> FallbackTable.remove(tx, one.seq())));
        }
        for (List<Candidate> told : FallbackPolicy.posts(due, recent)) {
            if (stopping || !post(told)) {
                return;
            }
        }
    }

    /** Posts one, or several as a summary; {@code false} when nothing can be posted now, and the others wait. */
    private boolean post(List<Candidate> told) {
        Optional<FallbackPost> content = told.size() == 1
                ? outbox.find(told.getFirst().id()).map(FallbackPost::of)
                : Optional.of(FallbackPost.summary(told, language));
        return content.isEmpty() // forgotten meanwhile
                || post(told, content.get())
                        .filter(outcome ->
                                outcome instanceof PostOutcome.Told || outcome instanceof PostOutcome.Refused)
                        .isPresent();
    }

    /** Posts once; empty when nothing was posted, since the minute has had its posts. */
    private Optional<PostOutcome> post(List<Candidate> told, FallbackPost content) {
        if (!store.commit(tx -> begin(tx, told, clock.instant()))) {
            return Optional.empty();
        }
        PostOutcome outcome = webhook.orElseThrow().apply(content);
        failing = !(outcome instanceof PostOutcome.Told);
        metrics.counter("ilink_notify_fallback", "outcome", outcome.code()).increment();
        if (failing) {
            LOG.warnf("Second channel: %s is not told; %s.", content.id(), outcome.failure());
        } else {
            told.forEach(one -> unrecorded.add(one.seq()));
            LOG.infof("Second channel: %s is told.", content.id());
        }
        if (!told.isEmpty()) {
            recordTold(); // before anything else is written: what is told is not told again after a crash
        }
        Instant now = clock.instant();
        store.run(tx -> FallbackTable.posted(tx, now, outcome.failure()));
        return Optional.of(outcome);
    }

    /**
     * Posts a test as it would a notification, though it is not tried again; {@link #standing} says what came of it.
     *
     * @return {@code false} when nothing was posted: there is no second channel, or it had enough posts in this minute
     */
    public boolean test() {
        return webhook.isPresent()
                && post(List.of(), FallbackPost.test(clock.instant(), language)).isPresent();
    }

    /** How it stands; empty when there is none. */
    public Optional<ChannelStanding> standing() {
        return webhook.map(there -> store.read(tx -> FallbackTable.standing(tx, policy.after(), policy.least())));
    }

    /**
     * Writes a post down before it leaves. The limit is asked in the same transaction, since the operator's test may come
     * beside a tick; {@code false} when the minute is full, and nothing may be posted.
     */
    private static boolean begin(Tx tx, List<Candidate> told, Instant now) {
        List<Instant> posts = new ArrayList<>(FallbackTable.posts(tx));
        if (FallbackPolicy.recent(posts, now) >= FallbackPolicy.MOST_IN_A_MINUTE) {
            return false;
        }
        for (Candidate due : told) {
            int tries = FallbackTable.tries(tx, due.seq()) + 1;
            FallbackTable.tried(tx, due.seq(), now.plus(FallbackPolicy.PAUSES.after(tries)));
        }
        posts.add(now);
        int old = Math.max(0, posts.size() - FallbackPolicy.MOST_IN_A_MINUTE);
        FallbackTable.posts(tx, posts.subList(old, posts.size()));
        return true;
    }

    private void recordTold() {
        if (!unrecorded.isEmpty()) {
            Instant now = clock.instant();
            store.run(tx -> unrecorded.forEach(seq -> FallbackTable.told(tx, seq, now)));
            unrecorded.clear();
        }
    }
}
