package io.ilinknotify.simulator;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
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
    /** Tells that the answer need not wait any longer. */
    final BooleanSupplier ready;

    private final Runnable hungUp;
    /** Gives the answer, when it is ready or the time is up; called once. */
    private Supplier<SimulatedAnswer> answering;

    private @Nullable SimulatedAnswer answer;
    private Consumer<SimulatedAnswer> listener = nobody -> {};

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

    public Duration atMost() {
        return atMost;
    }

    /** Tells the answer, once and from behind the lock; at once if it is there already. Never after {@link #gone}. */
    public void onAnswer(Consumer<SimulatedAnswer> told) {
        lock.update(() -> {
            listener = told;
            if (answer != null) {
                told.accept(answer);
            }
        });
    }

    /** Ends the waiting: gives the server's answer of this moment. */
    public SimulatedAnswer timeUp() {
        return lock.change(this::answer);
    }

    public void gone() {
        lock.update(() -> {
            if (lock.held.remove(this)) {
                hungUp.run();
            }
        });
    }

    void twist(UnaryOperator<SimulatedAnswer> change) {
        Supplier<SimulatedAnswer> right = answering;
        answering = () -> change.apply(right.get());
    }

    /** To be called from behind the lock. */
    SimulatedAnswer answer() {
        lock.held.remove(this);
        SimulatedAnswer given = answer;
        if (given == null) {
            given = answering.get();
            answer = given;
            listener.accept(given);
        }
        return given;
    }
}
