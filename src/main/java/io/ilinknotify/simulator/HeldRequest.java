package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
    private final BooleanSupplier ready;
    private final Runnable hungUp;
    private Supplier<SimulatedAnswer> answering;
    private @Nullable SimulatedAnswer answer;
    private @Nullable Consumer<SimulatedAnswer> listener;
    private boolean gone;

    /**
     * Makes a request that waits.
     *
     * @param ready tells that the answer need not wait any longer
     * @param answering gives the answer, then or when the time is up; called once
     * @param hungUp runs when the client leaves before
     */
    HeldRequest(
            ServerLock lock,
            Duration atMost,
            BooleanSupplier ready,
            Supplier<SimulatedAnswer> answering,
            Runnable hungUp) {
        this.lock = lock;
        this.atMost = atMost;
        this.ready = ready;
        this.answering = answering;
        this.hungUp = hungUp;
    }

    /** The longest time that the server keeps it. */
    public Duration atMost() {
        return atMost;
    }

    /** Tells when there is something to answer, once; at once if there already is. Never after {@link #gone}. */
    public void onAnswer(Consumer<SimulatedAnswer> told) {
        lock.change(() -> {
                    if (answer == null && !gone) {
                        listener = told;
                    }
                    return Optional.ofNullable(gone ? null : answer);
                })
                .ifPresent(told);
    }

    /** Ends the waiting: gives the server's answer of this moment. */
    public SimulatedAnswer timeUp() {
        return lock.change(() -> {
            lock.held.remove(this);
            listener = null;
            return answer();
        });
    }

    /** Tells that the client hung up. */
    public void gone() {
        lock.update(() -> {
            if (answer == null && !gone) {
                gone = true;
                lock.held.remove(this);
                hungUp.run();
            }
        });
    }

    /** Alters the answer when it comes. */
    void twist(UnaryOperator<SimulatedAnswer> change) {
        Supplier<SimulatedAnswer> right = answering;
        answering = () -> change.apply(right.get());
    }

    /** To be called from behind the lock, as {@link #answer}. */
    boolean ready() {
        return ready.getAsBoolean();
    }

    SimulatedAnswer answer() {
        SimulatedAnswer given = answer == null ? answering.get() : answer;
        answer = given;
        return given;
    }

    /** Answers, and gives the work that is left for the time when the lock is free. */
    Runnable answerLater() {
        SimulatedAnswer given = answer();
        Consumer<SimulatedAnswer> told = listener;
        listener = null;
        return told == null ? () -> {} : () -> told.accept(given);
    }
}
