package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.LoopThread;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.ilink.UpdatesOutcome;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.window.Purse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The one long poll. It runs while there is an account, rarely while its token is refused, and stops within a second,
 * because an interrupt closes the connection that the server holds.
 */
@Singleton
public class InboundLoop implements Heartbeat.Watched {
    private static final Logger LOG = Logger.getLogger(InboundLoop.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    /** Beside the time that the server holds a poll. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(3);

    private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
    private static final Duration STOP_WAIT = Duration.ofMillis(1500);
    private static final Duration NOTIFY_STOP = Duration.ofSeconds(1);

    private final IlinkClient client;
    private final CurrentAccount current;
    private final AccountHealth health;
    private final Poller poller;
    private final Clock clock;
    private final LoopThread thread = new LoopThread("inbound", LONGEST_ROUND);
    private @Nullable Account announced;

    InboundLoop(
            Store store,
            Purse purse,
            AccountHealth health,
            CurrentAccount current,
            IlinkClient client,
            IlinkConfig config,
            InboundMetrics metrics,
            Clock clock) {
        this.client = client;
        this.current = current;
        this.health = health;
        this.poller = new Poller(store, purse, health, metrics, config.pollHold(), clock);
        this.clock = clock;
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        current.onChange(this::accountChanged);
        thread.repeat(this::poll);
    }

    @Override
    public Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    private void accountChanged() {
        poller.announce();
        thread.interrupt();
    }

    private void poll() throws InterruptedException {
        thread.heartbeat().beatBefore(poller.hold());
        Account account = current.current().orElse(null);
        Instant now = clock.instant();
        try {
            poller.adopt(current.current());
            if (account == null) {
                announced = null;
                Thread.sleep(IDLE);
            } else if (health.state().polls().mayTry(now)) {
                poll(account);
            } else {
                Thread.sleep(untilProbe(now));
            }
        } catch (StoreException e) {
            LOG.errorf("What a poll brought could not be stored, and is asked for again: %s", e.getMessage());
            Thread.sleep(AFTER_FAULT);
        }
    }

    private Duration untilProbe(Instant now) {
        Instant probe = health.state().polls().nextTry();
        return probe == null || probe.isAfter(now.plus(IDLE)) ? IDLE : Duration.between(now, probe);
    }

    private void poll(Account account) throws InterruptedException {
        if (!account.equals(announced)) {
            poller.startAfresh(account);
            announced = account;
        }
        poller.storeAgain(account);
        long begun = System.nanoTime();
        Optional<UpdatesOutcome> unreached =
                poller.mustAnnounce() ? poller.announced(client.notifyStart(account)) : Optional.empty();
        UpdatesOutcome outcome = unreached.isPresent()
                ? unreached.get()
                : client.getUpdates(account, poller.cursor(account), poller.hold(), health::pollHeld);
        Duration pause = poller.take(account, outcome);
        Thread.sleep(Poller.rest(pause, Duration.ofNanos(System.nanoTime() - begun)));
    }

    void stop(@Observes @Priority(90) ShutdownEvent stop) throws InterruptedException {
        if (!thread.stop(STOP_WAIT)) {
            LOG.debug("The poll goes on beyond the stop.");
        }
        Account account = announced;
        if (account != null) {
            client.notifyStop(account, NOTIFY_STOP);
        }
    }
}
