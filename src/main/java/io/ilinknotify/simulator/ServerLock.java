package io.ilinknotify.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * The one way to the server's state: one thread at a time, and after each visit the held requests that can be answered
 * are. Listeners run after the lock is free.
 */
final class ServerLock {
    /** To be touched from behind the lock only. */
    final List<HeldRequest> held = new ArrayList<>();

    private final Object lock = new Object();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Not to be called from within {@code work}. */
    <T> T change(Supplier<T> work) {
        T result;
        synchronized (lock) {
            result = work.get();
            // The newest request is asked first: a second poller steals from the first, as on the real server.
            List.copyOf(held).reversed().stream()
                    .filter(request -> request.ready.getAsBoolean())
                    .forEach(HeldRequest::answer);
        }
        listeners.forEach(Runnable::run);
        return result;
    }

    void update(Runnable work) {
        change(() -> {
            work.run();
            return work;
        });
    }

    <T> T read(Supplier<T> work) {
        synchronized (lock) {
            return work.get();
        }
    }

    /** Calls back after every change, until the returned handle is run. */
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Answers a request at once if it can be, and keeps it otherwise. From behind the lock. */
    SimulatedAnswer hold(HeldRequest request) {
        if (request.ready.getAsBoolean() || request.atMost().isZero()) {
            return request.answer();
        }
        held.add(request);
        return new SimulatedAnswer.Held(request);
    }
}
