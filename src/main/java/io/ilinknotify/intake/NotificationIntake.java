package io.ilinknotify.intake;

import io.ilinknotify.http.CountedWarning;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.media.Upload;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.Acceptance.Accepted;
import io.ilinknotify.outbox.IdempotencyKey;
import io.ilinknotify.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one entrance: every way in brings its notifications here, and hears only after the fsync that one is stored. Counts
 * them as {@code ilink_notify_accepted_total} and {@code ilink_notify_refused_total}.
 */
@Singleton
public class NotificationIntake {
    private static final Logger LOG = Logger.getLogger(NotificationIntake.class);
    /** Of one client at one time. */
    private static final int MOST_WAITING = 32;
    /** The names of webhooks are free, and each would be a time series for ever. */
    private static final int MOST_SOURCES = 20;

    private final Outbox outbox;
    private final MeterRegistry metrics;
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final CountedWarning full = new CountedWarning(LOG, "Not stored: the queue is full");
    private final CountedWarning failed =
            new CountedWarning(LOG, Logger.Level.ERROR, "Not stored: the database was not written");

    public NotificationIntake(Outbox outbox, MeterRegistry metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /**
     * Stores a notification; completes after its fsync, or with a {@link ProblemException} when it is not stored: 422
     * {@code idempotency-key-reused}, or 503 {@code not-stored}.
     *
     * @param key what makes it an exact retry, when the way in has such a thing
     */
    CompletableFuture<Accepted> store(NotificationDraft draft, @Nullable IdempotencyKey key) {
        return stored(draft, outbox.accept(draft, key));
    }

    /** The same; returns after the fsync, or throws the {@link ProblemException}. */
    public Accepted accept(NotificationDraft draft, @Nullable IdempotencyKey key) {
        return joined(store(draft, key));
    }

    /**
     * The same with files, which are on disk before the notification is, and for what may have been told before: an alert
     * that still fires is told in other words the next time.
     */
    public Accepted accept(Translation translation, @Nullable IdempotencyKey key, Upload files) {
        long before = timesAccepted(translation.draft());
        NotificationDraft draft =
                before == 0 ? translation.draft() : translation.again().apply(before + 1);
        return accept(files.isEmpty() ? draft : draft.with(kept(files, draft)), key);
    }

    /** Not knowing how often an alert was told is no reason not to tell it. */
    private long timesAccepted(NotificationDraft draft) {
        String dedupKey = draft.dedupKey();
        try {
            return dedupKey == null || draft.phase() != Phase.FIRING
                    ? 0
                    : outbox.timesAccepted(draft.client(), dedupKey);
        } catch (RuntimeException unknown) {
            return 0;
        }
    }

    private List<Attachment> kept(Upload files, NotificationDraft draft) {
        try {
            return files.keep(draft.priority());
        } catch (ProblemException e) {
            throw refused(full, draft, "full", e.problem().detail(), e);
        }
    }

    /** The same for a job; that it ran is recorded in one transaction with it. */
    public Accepted acceptRun(NotificationDraft draft, IdempotencyKey key, Acceptance.Recorder run) {
        return joined(stored(draft, outbox.accept(draft, key, run)));
    }

    private static Accepted joined(CompletableFuture<Accepted> stored) {
        try {
            return stored.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ProblemException refusal ? refusal : e;
        }
    }

    private CompletableFuture<Accepted> stored(NotificationDraft draft, CompletableFuture<Acceptance> storing) {
        return storing.handle((acceptance, failure) -> {
            if (failure == null) {
                return admitted(draft, acceptance);
            }
            ProblemException refusal = Refusal.notStored("The volume cannot be written now, or the agent stops.");
            throw refused(failed, draft, "not-stored", String.valueOf(failure.getMessage()), refusal);
        });
    }

    private Accepted admitted(NotificationDraft draft, Acceptance acceptance) {
        return switch (acceptance) {
            case Accepted accepted -> accepted(draft, accepted);
            case Acceptance.KeyReused reused ->
                throw refused(
                        draft,
                        "key-reused",
                        new ProblemException(
                                Problem.of(
                                        422,
                                        "idempotency-key-reused",
                                        "The Idempotency-Key was used for another request",
                                        "Within 24 hours a key stands for one request: send the same again, or take another key.")));
            case Acceptance.Full(String detail) ->
                throw refused(full, draft, "full", detail, Refusal.notStored(detail));
        };
    }

    private Accepted accepted(NotificationDraft draft, Accepted accepted) {
        LOG.debugf(
                "%s %s, from %s by %s, %s",
                accepted.duplicate() ? "Again" : "Accepted",
                accepted.entry().notification().id(),
                draft.client(),
                draft.source(),
                draft.priority().code());
        Tags tags = tags(draft)
                .and("priority", draft.priority().code(), "duplicate", Boolean.toString(accepted.duplicate()));
        metrics.counter("ilink_notify_accepted", tags).increment();
        return accepted;
    }

    private ProblemException refused(
            CountedWarning warning, NotificationDraft draft, String why, String cause, ProblemException refusal) {
        warning.happened("from %s by %s, %s".formatted(draft.client(), measured(draft.source()), cause));
        return refused(draft, why, refusal);
    }

    private ProblemException refused(NotificationDraft draft, String why, ProblemException refusal) {
        metrics.counter("ilink_notify_refused", tags(draft).and("why", why)).increment();
        return refusal;
    }

    private Tags tags(NotificationDraft draft) {
        return Tags.of("client", draft.client(), "source", measured(draft.source()));
    }

    private String measured(String source) {
        boolean known = sources.contains(source) || (sources.size() < MOST_SOURCES && sources.add(source));
        return known ? source : "other";
    }

    /**
     * Waits until the notification is final, {@code atMost} is up, the agent stops, or {@code gone} completes since nobody
     * waits any more; never an exception, since it is stored whatever happens here. A client for whom many requests wait
     * already gets the record as it is: each of them holds a connection, and there are not many.
     */
    Accepted awaitFinal(Accepted accepted, Duration atMost, CompletableFuture<Void> gone) {
        Notification stored = accepted.entry().notification();
        String client = stored.content().client();
        if (!atMost.isPositive() || accepted.entry().state().isFinal()) {
            return accepted;
        }
        try {
            return waiting.merge(client, 1, Integer::sum) > MOST_WAITING
                    ? accepted
                    : outbox.awaitFinal(stored.id(), atMost, gone)
                            .join()
                            .map(now -> new Accepted(now, accepted.duplicate()))
                            .orElse(accepted);
        } catch (RuntimeException e) {
            LOG.warnf("%s is stored, but how it stands cannot be read: %s", stored.id(), e.getMessage());
            return accepted;
        } finally {
            waiting.computeIfPresent(client, (name, many) -> many == 1 ? null : many - 1);
        }
    }

    /** Tells senders that wait for the phone how their notification stands now. */
    void stopWaiting(@Observes ShutdownDelayInitiatedEvent stop) {
        outbox.stopWaiting();
    }
}
