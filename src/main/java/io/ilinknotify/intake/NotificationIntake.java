package io.ilinknotify.intake;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.IdempotencyKey;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The one door: every way in brings its notifications here, and hears only after the fsync that one is stored. Counts
 * what came as {@code ilink_notify_accepted_total} and {@code ilink_notify_refused_total}.
 */
@ApplicationScoped
public class NotificationIntake {
    private static final Logger LOG = Logger.getLogger(NotificationIntake.class);

    private final Outbox outbox;
    private final MeterRegistry metrics;

    public NotificationIntake(Outbox outbox, MeterRegistry metrics) {
        this.outbox = outbox;
        this.metrics = metrics;
    }

    /**
     * Stores a notification; completes after its fsync.
     *
     * <p>Completes with a {@link ProblemException} when it is not stored: 422 {@code idempotency-key-reused}, or 503
     * {@code not-stored}. What follows runs on the thread that writes the database and has to be quick.
     *
     * @param key what makes it an exact retry, when the way in has such a thing
     */
    public CompletionStage<Accepted> accept(NotificationDraft draft, @Nullable IdempotencyKey key) {
        return answered(draft, () -> outbox.accept(draft, key));
    }

    /**
     * The same for what may have been told before: an alert that still fires is told in other words the next time. Not
     * knowing how often it was told is no reason not to tell it.
     */
    public CompletionStage<Accepted> accept(Translation translation, @Nullable IdempotencyKey key) {
        NotificationDraft draft = translation.draft();
        String dedupKey = draft.dedupKey();
        if (dedupKey == null || draft.phase() != Phase.FIRING) {
            return accept(draft, key);
        }
        return outbox.timesAccepted(draft.client(), dedupKey)
                .exceptionally(unknown -> 0L)
                .thenCompose(before ->
                        accept(before == 0 ? draft : translation.again().apply(before + 1), key));
    }

    /** The same for a job; that it ran is recorded in one transaction with it. */
    public CompletionStage<Accepted> acceptRun(NotificationDraft draft, IdempotencyKey key, Acceptance.Recorder run) {
        return answered(draft, () -> outbox.accept(draft, key, run));
    }

    private CompletionStage<Accepted> answered(
            NotificationDraft draft, Supplier<CompletableFuture<Acceptance>> accepting) {
        CompletableFuture<Acceptance> acceptance;
        try {
            acceptance = accepting.get();
        } catch (RuntimeException e) {
            acceptance = CompletableFuture.failedFuture(e);
        }
        return acceptance.handle(
                (answer, failure) -> answer != null ? admitted(draft, answer) : failed(draft, failure));
    }

    /**
     * Completes with how it stands when it is final, or after {@code atMost}, or when the agent stops; never with an
     * exception, since it is stored whatever happens here.
     */
    public CompletionStage<OutboxEntry> awaitFinal(OutboxEntry accepted, Duration atMost) {
        if (!atMost.isPositive() || accepted.state().isFinal()) {
            return CompletableFuture.completedFuture(accepted);
        }
        NotificationId id = accepted.notification().id();
        return outbox.awaitFinal(id, atMost).handle((entry, failure) -> {
            if (failure != null) {
                LOG.warnf("%s is stored, but how it stands cannot be read: %s", id, failure.getMessage());
            }
            return failure != null ? accepted : entry.orElse(accepted);
        });
    }

    private Accepted admitted(NotificationDraft draft, Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Stored(OutboxEntry entry) -> accepted(draft, new Accepted(entry, false));
            case Acceptance.Duplicate(OutboxEntry entry) -> accepted(draft, new Accepted(entry, true));
            case Acceptance.KeyReused reused -> {
                refused(draft, "key-reused");
                throw new ProblemException(Problem.of(
                        422,
                        "idempotency-key-reused",
                        "The Idempotency-Key was used for another request",
                        "Within 24 hours a key stands for one request: send the same again, or take another key."));
            }
            case Acceptance.Full(String detail) -> {
                LOG.warnf("Not stored, from %s by %s: %s", draft.client(), draft.source(), detail);
                refused(draft, "full");
                throw notStored(detail);
            }
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
        metrics.counter(
                        "ilink_notify_accepted",
                        "client",
                        draft.client(),
                        "source",
                        draft.source(),
                        "priority",
                        draft.priority().code(),
                        "duplicate",
                        Boolean.toString(accepted.duplicate()))
                .increment();
        return accepted;
    }

    private Accepted failed(NotificationDraft draft, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.errorf("Not stored, from %s by %s: %s", draft.client(), draft.source(), cause.getMessage());
        refused(draft, "not-stored");
        throw notStored("The volume cannot be written now, or the agent stops.");
    }

    private void refused(NotificationDraft draft, String why) {
        metrics.counter("ilink_notify_refused", "client", draft.client(), "source", draft.source(), "why", why)
                .increment();
    }

    private static ProblemException notStored(String detail) {
        return new ProblemException(
                Problem.of(503, "not-stored", "Not stored", detail + " Please repeat the request later."));
    }
}
