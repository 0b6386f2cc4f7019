package io.ilinknotify.account;

import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.LoopThread;
import io.ilinknotify.health.Watched;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drives {@link SignInFlow}: does its steps on a virtual thread, and lets the page look and act in between. A new code is
 * fetched only while somebody looks, or during the first minutes of an agent without an account.
 */
@Singleton
public class SignInLoop implements Watched {
    private static final Logger LOG = Logger.getLogger(SignInLoop.class);
    private static final Duration WATCHED_FOR = Duration.ofSeconds(30);
    private static final Duration FRESH_FOR = Duration.ofMinutes(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    /** The longest rest, and a call that waits for the phone. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(3);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
    private static final Duration STOP_WAIT = Duration.ofMillis(1500);

    private final IlinkClient client;
    private final CurrentAccount current;
    private final AccountHealth health;
    private final Clock clock;
    private final SignInFlow flow;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LoopThread thread = new LoopThread("sign-in", LONGEST_ROUND);
    private Instant startedAt = Instant.MIN;
    private Instant watchedAt = Instant.MIN;

    SignInLoop(IlinkClient client, IlinkConfig config, CurrentAccount current, AccountHealth health, Clock clock) {
        this.client = client;
        this.current = current;
        this.health = health;
        this.clock = clock;
        this.flow = new SignInFlow(config.baseUrl());
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        startedAt = clock.instant();
        if (current.current().isEmpty()) {
            LOG.info("Nobody has signed in yet: open /login.");
        }
        thread.start(this::run);
    }

    @Override
    public Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    /** Somebody looks at the page. */
    SignInStage watch() {
        lock.lock();
        try {
            watchedAt = clock.instant();
            changed.signalAll();
            return flow.stage();
        } finally {
            lock.unlock();
        }
    }

    /** Starts a sign-in that is not needed, or one anew that failed. */
    void begin() {
        lock.lock();
        try {
            flow.begin();
            watchedAt = clock.instant();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The digits that the phone shows; {@code false} when nobody asks for them. */
    boolean digits(String digits) {
        lock.lock();
        try {
            watchedAt = clock.instant();
            boolean taken = flow.digits(digits, watchedAt);
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Only a loop that exists has to look at once. */
    void accountChanged(@Observes(notifyObserver = Reception.IF_EXISTS) AccountChanged change) {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (!thread.isStopping()) {
            try {
                act(awaitStep());
            } catch (InterruptedException e) {
                LOG.debug("The sign-in loop was woken to stop.");
            } catch (RuntimeException e) {
                LOG.error("The sign-in loop met a fault of ours and goes on", e);
                pauseAfterFault();
            }
        }
    }

    /** Rests under the lock, so that no change between the look and the rest is missed. */
    private SignInFlow.Step awaitStep() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            SignInFlow.Step step = nextStep();
            while (step instanceof SignInFlow.Step.Rest rest) {
                thread.heartbeat().beat();
                Duration pause = Duration.between(clock.instant(), rest.until());
                long nanos = (pause.compareTo(LONGEST_REST) < 0 ? pause : LONGEST_REST).toNanos();
                LOG.tracef("Woken %d ns early", changed.awaitNanos(nanos));
                step = nextStep();
            }
            thread.heartbeat().beat();
            return step;
        } finally {
            lock.unlock();
        }
    }

    private SignInFlow.Step nextStep() {
        Instant now = clock.instant();
        boolean needed = current.current().isEmpty() || health.state().isSignedOut();
        boolean watched = !now.isBefore(watchedAt) && now.isBefore(watchedAt.plus(WATCHED_FOR));
        boolean fresh = needed && now.isBefore(startedAt.plus(FRESH_FOR));
        return flow.next(now, needed, watched || fresh);
    }

    private void act(SignInFlow.Step step) throws InterruptedException {
        switch (step) {
            case SignInFlow.Step.Fetch fetch -> {
                QrCodeOutcome outcome = client.fetchQrCode(current.tokensHeld());
                change(() -> flow.fetched(outcome, clock.instant()));
            }
            case SignInFlow.Step.Poll poll -> {
                QrStatus status = client.pollQrStatus(poll.base(), poll.codeId(), Optional.ofNullable(poll.digits()));
                boolean holdsAccount = current.current().isPresent();
                change(() -> flow.polled(poll, status, clock.instant(), holdsAccount));
                if (status instanceof QrStatus.AlreadyBound && holdsAccount) {
                    current.confirmed();
                }
            }
            case SignInFlow.Step.Keep keep -> keep(keep.account());
            case SignInFlow.Step.Rest rest -> throw new IllegalStateException("rests are over before a step is done");
        }
    }

    private void keep(Account account) {
        try {
            current.replace(account);
        } catch (RuntimeException e) {
            LOG.errorf("The new account could not be stored: %s", e.getMessage());
            change(() -> flow.notKept(String.valueOf(e.getMessage())));
            return;
        }
        change(flow::kept);
    }

    private void change(Runnable transition) {
        lock.lock();
        try {
            SignInStage before = flow.stage();
            transition.run();
            tell(before, flow.stage());
        } finally {
            lock.unlock();
        }
    }

    private static void tell(SignInStage before, SignInStage after) {
        if (after instanceof SignInStage.Failed failed) {
            LOG.warnf("The sign-in failed (%s): %s", failed.why(), failed.detail());
        } else if (after instanceof SignInStage.Fetching fetching && fetching.failures() == 1) {
            LOG.warnf("No sign-in code could be fetched: %s", fetching.cause());
        } else if (!before.getClass().equals(after.getClass())) {
            LOG.debugf("Sign-in: %s", after);
        }
    }

    private void pauseAfterFault() {
        try {
            TimeUnit.NANOSECONDS.sleep(AFTER_FAULT.toNanos());
        } catch (InterruptedException e) {
            LOG.debug("A pause was cut short.");
        }
    }

    void stop(@Observes @Priority(90) ShutdownEvent stop) throws InterruptedException {
        if (!thread.stop(STOP_WAIT)) {
            LOG.debug("The sign-in's call goes on beyond the stop.");
        }
    }
}
