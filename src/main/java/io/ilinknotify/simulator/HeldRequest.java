package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A request that the server keeps: a long poll. Whoever carries it starts a timer of {@link #atMost} and calls
 * {@link #timeUp} then, or {@link #gone} when the client hangs up.
 */
public final class HeldRequest {
    private final ServerLock lock;
    private final Duration atMost;
    private final Supplier<Optional<SimulatedAnswer>> early;
    private final Supplier<SimulatedAnswer> late;
    private final Runnable hungUp;
    private UnaryOperator<SimulatedAnswer> twist = UnaryOperator.identity();
    private @Nullable SimulatedAnswer answer;
    private @Nullable Consumer<SimulatedAnswer> listener;
    private boolean gone;

    HeldRequest(
            ServerLock lock,
            Duration atMost,
            Supplier<Optional<SimulatedAnswer>> early,
            Supplier<SimulatedAnswer> late,
            Runnable hungUp) {
        this.lock = lock;
        this.atMost = atMost;
        this.early = early;
        this.late = late;
        this.hungUp = hungUp;
    }

    /** How long the server keeps it when nothing comes. */
    public Duration atMost() {
        return atMost;
    }

    /** Tells when there is something to answer, once; at once if there already is. Never after {@link #gone}. */
    public void onAnswer(Consumer<SimulatedAnswer> told) {
        SimulatedAnswer already = lock.change(() -> {
                    if (answer == null && !gone) {
                        listener = told;
                    }
                    return Optional.ofNullable(gone ? null : answer);
                })
                .orElse(null);
        if (already != null) {
            told.accept(already);
        }
    }

    /** The time is up: what the server answers now. */
    public SimulatedAnswer timeUp() {
        return lock.change(() -> {
            lock.release(this);
            listener = null;
            if (answer == null) {
                answer = twist.apply(late.get());
            }
            return answer;
        });
    }

    /** The client hung up. */
    public void gone() {
        lock.change(() -> {
            if (answer == null && !gone) {
                gone = true;
                lock.release(this);
                hungUp.run();
            }
            return gone;
        });
    }

    /** Alters the answer when it comes. */
    void twist(UnaryOperator<SimulatedAnswer> change) {
        twist = change;
    }

    /** Under the lock's lock: what to run outside of it, if there is an answer now. */
    Optional<Runnable> answerIfPossible() {
        return early.get().map(found -> {
            SimulatedAnswer given = twist.apply(found);
            answer = given;
            Consumer<SimulatedAnswer> told = listener;
            listener = null;
            return told == null ? () -> {} : () -> told.accept(given);
        });
    }
}
