package io.ilinknotify.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * One door to the server's state: one thread at a time, and after each visit the held requests that can be answered
 * are. What others must hear of runs after the lock is free.
 */
final class ServerLock {
    private final Object lock = new Object();
    private final List<HeldRequest> held = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Not to be called from within {@code work}. */
    <T> T change(Supplier<T> work) {
        T result;
        List<Runnable> answers;
        synchronized (lock) {
            result = work.get();
            answers = answerable();
        }
        answers.forEach(Runnable::run);
        listeners.forEach(Runnable::run);
        return result;
    }

    /** The same without a result. */
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

    void hold(HeldRequest request) {
        held.add(request);
    }

    void release(HeldRequest request) {
        held.remove(request);
    }

    /** The newest request is asked first: a second poller steals from the first, as on the real server. */
    private List<Runnable> answerable() {
        if (held.isEmpty()) {
            return List.of();
        }
        var answers = new ArrayList<Runnable>();
        for (Iterator<HeldRequest> each = held.reversed().iterator(); each.hasNext(); ) {
            each.next().answerIfPossible().ifPresent(answer -> {
                each.remove();
                answers.add(answer);
            });
        }
        return answers;
    }
}
