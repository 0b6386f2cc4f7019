package io.ilinknotify.account;

import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.LoopThread;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.ilink.QrCodeOutcome;
import io.ilinknotify.ilink.QrStatus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Drives the sign-in: does what its {@link SignInStage} asks for on a thread of its own, and lets the page look and act in
 * between. A new code is fetched only while somebody looks, or during the first minutes of an agent without an account.
 */
@Singleton
public class SignInLoop implements Heartbeat.Watched {
    private static final Logger LOG = Logger.getLogger(SignInLoop.class);
    private static final Duration WATCHED_FOR = Duration.ofSeconds(30);
    private static final Duration FRESH_FOR = Duration.ofMinutes(10);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    /** The longest rest, and a call that waits for the phone. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(3);

    private static final Duration STOP_WAIT = Duration.ofMillis(1500);

    private final IlinkClient client;
    private final CurrentAccount current;
    private final AccountHealth health;
    private final Clock clock;
    private final URI configuredBase;
    private final LoopThread thread = new LoopThread("sign-in", LONGEST_ROUND);
    private SignInStage stage = new SignInStage.Idle();
    private Instant startedAt = Instant.MIN;
    private Instant watchedAt = Instant.MIN;

    SignInLoop(IlinkClient client, IlinkConfig config, CurrentAccount current, AccountHealth health, Clock clock) {
        this.client = client;
        this.current = current;
        this.health = health;
        this.clock = clock;
        this.configuredBase = config.baseUrl();
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        startedAt = clock.instant();
        if (current.current().isEmpty()) {
            LOG.info("Nobody has signed in yet: open /login.");
        }
        current.onChange(this::lookAtOnce);
        thread.repeat(() -> act(awaitDue()));
    }

    @Override
    public Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    /** Somebody looks at the page. */
    synchronized SignInStage watch() {
        watchedAt = clock.instant();
        notifyAll();
        return stage;
    }

    /** Starts a sign-in that is not needed, or one anew that failed. */
    synchronized void begin() {
        stage = stage.begin();
        watch();
    }

    /** Takes the digits that the phone shows; {@code false} when nobody asks for them (any more). */
    @SuppressWarnings("ReferenceEquality") // another stage is another object
    synchronized boolean digits(String digits) {
        SignInStage before = stage;
        stage = stage.digits(digits, clock.instant());
        watch();
        return stage != before;
    }

    private synchronized void lookAtOnce() {
        notifyAll();
    }

    /** Rests under the lock, so that no change between the look and the rest is missed. */
    private synchronized SignInStage awaitDue() throws InterruptedException {
        while (true) {
            thread.heartbeat().beat();
            Instant now = clock.instant();
            boolean needed = current.current().isEmpty() || health.state().isSignedOut();
            boolean watched = !now.isBefore(watchedAt) && now.isBefore(watchedAt.plus(WATCHED_FOR));
            boolean fresh = needed && now.isBefore(startedAt.plus(FRESH_FOR));
            stage = stage.next(now, needed, watched || fresh);
            if (!now.isBefore(stage.due())) {
                return stage;
            }
            Duration pause = Duration.between(now, stage.due());
            wait(pause.compareTo(LONGEST_REST) < 0 ? pause.toMillis() + 1 : LONGEST_REST.toMillis());
        }
    }

    private void act(SignInStage due) throws InterruptedException {
        switch (due) {
            case SignInStage.Fetching fetching -> {
                QrCodeOutcome outcome = client.fetchQrCode(
                        current.current().map(Account::botToken).stream().toList());
                change(before -> before.fetched(outcome, configuredBase, clock.instant()));
            }
            case SignInStage.Showing asked -> {
                QrStatus status =
                        client.pollQrStatus(asked.base(), asked.code().id(), Optional.ofNullable(asked.digits()));
                boolean holdsAccount = current.current().isPresent();
                change(before -> before.polled(asked, status, clock.instant(), holdsAccount));
                if (status instanceof QrStatus.AlreadyBound && holdsAccount) {
                    current.confirmed();
                }
            }
            case SignInStage.Keeping keeping -> keep(keeping.account());
            case SignInStage.Idle i -> {}
            case SignInStage.AlreadyBound b -> {}
            case SignInStage.Failed f -> {}
        }
    }

    private void keep(Account account) {
        try {
            current.replace(account);
            change(keeping -> new SignInStage.Idle());
        } catch (RuntimeException e) {
            LOG.errorf("The new account could not be stored: %s", e.getMessage());
            String why = String.valueOf(e.getMessage());
            change(keeping -> new SignInStage.Failed(SignInStage.FailedBecause.NOT_STORED, why));
        }
    }

    private synchronized void change(UnaryOperator<SignInStage> transition) {
        stage = transition.apply(stage);
        switch (stage) {
            case SignInStage.Failed failed -> LOG.warnf("The sign-in failed (%s): %s", failed.why(), failed.detail());
            case SignInStage.Fetching fetching
            when fetching.failures() == 1 -> LOG.warnf("No sign-in code could be fetched: %s", fetching.cause());
            default -> LOG.debugf("Sign-in: %s", stage);
        }
    }

    void stop(@Observes @Priority(90) ShutdownEvent stop) throws InterruptedException {
        if (!thread.stop(STOP_WAIT)) {
            LOG.debug("The sign-in's call goes on beyond the stop.");
        }
    }
}
