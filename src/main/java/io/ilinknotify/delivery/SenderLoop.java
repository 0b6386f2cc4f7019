package io.ilinknotify.delivery;

import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.LoopThread;
import io.ilinknotify.outbox.Outbox;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Gives the {@link Sender} its thread: a step, then sleep until it asks for the next or something changes. */
final class SenderLoop {
    private static final Logger LOG = Logger.getLogger(SenderLoop.class);
    private static final Duration LONGEST_GATHERING = Duration.ofMillis(20);
    /** The longest look, and two sends of the longest {@code ilink.send-timeout}: a refused one may be followed by another. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    private final Sender sender;
    private final Outbox outbox;
    private final Clock clock;
    private final LoopThread thread = new LoopThread("sender", LONGEST_ROUND);
    private Duration gathering = Duration.ZERO;

    SenderLoop(Sender sender, Outbox outbox, Clock clock) {
        this.sender = sender;
        this.outbox = outbox;
        this.clock = clock;
    }

    void start() {
        thread.start(this::run);
    }

    private void run() {
        while (!thread.isStopping()) {
            thread.heartbeat().beat();
            try {
                outbox.noticeChanges();
                Instant next = stepSafely();
                Duration pause = pause(clock.instant(), next);
                if (pause.isPositive()) {
                    awaitChange(pause);
                } else {
                    gathering = Duration.ZERO;
                }
            } catch (InterruptedException e) {
                LOG.debug("The sender was woken to stop.");
            }
        }
    }

    private Instant stepSafely() {
        try {
            return sender.step();
        } catch (RuntimeException e) {
            LOG.error("The sender met a fault of ours and goes on", e);
            return clock.instant().plus(Sender.AFTER_FAULT);
        }
    }

    /** Never longer than the sender means it: the clock may have been set back since it looked. */
    static Duration pause(Instant now, Instant next) {
        Duration pause = Duration.between(now, next);
        return pause.compareTo(Sender.LONGEST_LOOK) < 0 ? pause : Sender.LONGEST_LOOK;
    }

    /**
     * A change after a send or a quiet time is seen at once. Those of a storm gather, for longer the more of them led to
     * nothing.
     */
    private void awaitChange(Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        outbox.awaitChange(atMost);
        if (System.nanoTime() - began > LONGEST_GATHERING.toNanos()) {
            gathering = Duration.ZERO;
        }
        TimeUnit.NANOSECONDS.sleep(gathering.toNanos());
        Duration longer = gathering.multipliedBy(2).plusMillis(1);
        gathering = longer.compareTo(LONGEST_GATHERING) < 0 ? longer : LONGEST_GATHERING;
    }

    Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    /** Lets the send in flight end, at most this long, and starts no other. */
    void stop(Duration atMost) {
        try {
            if (!thread.stop(atMost)) {
                LOG.warn("A send is still on its way; its answer counts as lost at the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
