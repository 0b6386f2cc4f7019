package io.ilinknotify.health;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.FailedExecution;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Ends the process where going on would be worse: without one of its threads, or after an {@link OutOfMemoryError}, the
 * agent takes notifications and sends none. A restart heals that, and what was accepted is on disk.
 */
@Singleton
public final class FailFast {
    /** The JVM and the native executable end with the same code by themselves when the heap is full. */
    public static final int EXIT_CODE = 3;

    private static final Logger LOG = Logger.getLogger(FailFast.class);

    /** Says what failed and ends the process at once: an orderly stop needs memory and threads that may be gone. */
    public static void end(String what, Throwable fault) {
        try {
            LOG.fatalf(
                    isOutOfMemory(fault) ? null : fault,
                    "%s failed (%s): the agent ends with code %d to be started again; nothing accepted is lost",
                    what,
                    fault,
                    EXIT_CODE);
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    /** Ends the process when memory is short. Any other fault is the business of what met it: a request, or a test. */
    public static void endIfOutOfMemory(String what, Throwable fault) {
        if (isOutOfMemory(fault)) {
            end(what, fault);
        }
    }

    void watchAllThreads(@Observes @Priority(1) StartupEvent start) {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            endIfOutOfMemory("The thread " + thread.getName(), fault);
            LOG.errorf(fault, "The thread %s ended", thread.getName());
        });
    }

    /** The scheduler itself would go on, and a job that failed half way may have left anything behind. */
    void jobFailed(@Observes FailedExecution failed) {
        if (isCausedBy(Error.class, failed.getException())) {
            end("The job " + failed.getExecution().getTrigger().getId(), failed.getException());
        }
    }

    private static boolean isOutOfMemory(Throwable fault) {
        return isCausedBy(OutOfMemoryError.class, fault);
    }

    private static boolean isCausedBy(Class<? extends Error> kind, @Nullable Throwable fault) {
        return fault != null && (kind.isInstance(fault) || isCausedBy(kind, fault.getCause()));
    }
}
