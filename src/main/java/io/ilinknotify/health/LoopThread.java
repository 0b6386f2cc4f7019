package io.ilinknotify.health;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** The thread of a loop that must run as long as the agent does: whatever escapes the loop before ends the process. */
public final class LoopThread {
    private static final Logger LOG = Logger.getLogger(LoopThread.class);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

    /** One round of a loop, which may rest. */
    @FunctionalInterface
    public interface Round {
        void run() throws InterruptedException;
    }

    private final Heartbeat heartbeat;
    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    /** A thread that is not started yet; see {@link Heartbeat} for its name and its longest step. */
    public LoopThread(String name, Duration longest) {
        this.heartbeat = new Heartbeat(name, longest);
    }

    /** Starts the loop, on a platform thread: requests that use up the processors' virtual threads must not hold it up. */
    public void start(Runnable loop) {
        thread = Thread.ofPlatform()
                .daemon()
                .name(heartbeat.name())
                .uncaughtExceptionHandler((ended, fault) -> ended(fault))
                .start(loop);
    }

    /** Starts a loop of such rounds. An interrupt ends one; after a fault of ours the next comes 5 s later. */
    public void repeat(Round round) {
        start(() -> {
            while (!stopping) {
                try {
                    runSafely(round);
                } catch (InterruptedException e) {
                    LOG.debugf("A round of %s was ended", heartbeat.name());
                }
            }
        });
    }

    private void runSafely(Round round) throws InterruptedException {
        try {
            round.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "The thread %s met a fault of ours and goes on", heartbeat.name());
            Thread.sleep(AFTER_FAULT);
        }
    }

    private void ended(Throwable fault) {
        if (stopping) {
            LOG.debugf(fault, "%s ended while the agent stops", heartbeat.name());
        } else {
            FailFast.end("The thread " + heartbeat.name(), fault);
        }
    }

    /** The loop shows a sign of life in every round. */
    public Heartbeat heartbeat() {
        return heartbeat;
    }

    public boolean isStopping() {
        return stopping;
    }

    /** Ends a wait or a call of the loop. */
    public void interrupt() {
        Thread known = thread;
        if (known != null) {
            known.interrupt();
        }
    }

    /** Interrupts the loop and waits for its end; {@code false} when it is not over in time. */
    public boolean stop(Duration atMost) throws InterruptedException {
        stopping = true;
        interrupt();
        Thread known = thread;
        return known == null || known.join(atMost);
    }
}
