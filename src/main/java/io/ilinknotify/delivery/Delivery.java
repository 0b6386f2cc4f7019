package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountChanged;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.delivery.policy.SenderState;
import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.Watched;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.MessageLinks;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.render.Wording;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowConfig;
import io.ilinknotify.window.WindowView;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Puts the sender together, starts it last, and lets it end its send when the agent stops. */
@Singleton
public class Delivery implements Watched {
    /** A send may take {@code ilink.send-timeout}; the whole stop must end within 18 s. */
    private static final Duration LAST_SEND = Duration.ofSeconds(16);

    private final Store store;
    private final Sender sender;
    private final SenderLoop loop;
    private final Outbox outbox;
    private final Purse purse;

    Delivery(
            Store store,
            Outbox outbox,
            NotificationStates states,
            Purse purse,
            IlinkClient client,
            CurrentAccount account,
            AccountHealth health,
            DeliveryConfig config,
            WindowConfig window,
            QuietHours quiet,
            Language language,
            ZoneId zone,
            MessageLinks links,
            DeliveryMetrics metrics,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.purse = purse;
        this.sender = new Sender(
                store,
                outbox,
                purse,
                new SendLedger(states, purse, config.rateLimitPause()),
                new DeliveryPolicy(config, window, quiet),
                new MessageBuilder(Wording.of(language), zone, config, window, links::linkTo),
                client,
                account::current,
                health,
                metrics::settled,
                Sender.LONGEST_LOOK,
                clock);
        this.loop = new SenderLoop(sender, outbox, clock);
        purse.onChange(outbox::changed);
        health.onChange(outbox::changed);
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        loop.start();
    }

    void wake(@Observes AccountChanged changed) {
        outbox.changed();
    }

    void stop(@Observes @Priority(100) ShutdownEvent stop) {
        loop.stop(LAST_SEND);
    }

    @Override
    public Heartbeat heartbeat() {
        return loop.heartbeat();
    }

    /** What refusals ask of the sender, for people. */
    public Pauses pauses() {
        return store.read(tx -> {
            SenderState state = SenderTable.state(tx);
            long newest = purse.newest(tx).map(PurseEntry::id).orElse(0L);
            Optional<Instant> refusedAt = Optional.ofNullable(state.refusedAt()).filter(at -> state.refusedIn(newest));
            return new Pauses(
                    Optional.ofNullable(state.rateLimitedUntil()),
                    refusedAt.map(at -> at.plus(SenderState.REFUSAL_PAUSE)),
                    state.isRestricted());
        });
    }

    /** When the sender looks at what waits for the next time; empty when only an event can change anything. */
    public Optional<Instant> nextLook() {
        return sender.nextLook();
    }

    /**
     * What slows the sender down.
     *
     * @param rateLimitedUntil nothing goes out before, when the server limited us
     * @param refusedUntil only one urgent probe goes out before, when the server refused early in the newest window
     * @param restricted whether the server takes messages and shows none
     */
    public record Pauses(Optional<Instant> rateLimitedUntil, Optional<Instant> refusedUntil, boolean restricted) {
        /** Whether the rate limit holds everything. */
        public boolean limits(Instant now) {
            return rateLimitedUntil.filter(now::isBefore).isPresent();
        }

        /** Whether a send is possible as far as we know: the purse says so, and no refusal does otherwise. */
        public boolean leavesOpen(WindowView window, Instant now) {
            return window.open() && !refuses(now);
        }

        /** Whether the window counts as shut because the server refused; a message of the person ends it. */
        public boolean refuses(Instant now) {
            return refusedUntil.filter(now::isBefore).isPresent();
        }
    }
}
