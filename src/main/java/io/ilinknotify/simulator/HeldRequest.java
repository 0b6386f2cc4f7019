package io.ilinknotify.simulator;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
    private final CompletableFuture<SimulatedAnswer> answer = new CompletableFuture<>();
    /** Gives the answer, when it is ready or the time is up; called once. */
    private Supplier<SimulatedAnswer> answering;

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

    /** Tells the answer, once; at once if it is there already. Never after {@link #gone}. */
    public void onAnswer(Consumer<SimulatedAnswer> told) {
        CompletableFuture<Void> unused = answer.thenAccept(told);
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
        if (!answer.isDone()) {
            answer.complete(answering.get());
        }
        return answer.join();
    }
}
