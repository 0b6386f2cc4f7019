package io.ilinknotify.status;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.account.Reachability;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks every room how it stands, for the pages, {@code well} and {@code GET /status} alike. */
@Singleton
final class StatusBoard implements Reachability.Source {
    private static final Duration A_DAY = Duration.ofDays(1);
    /** More than a person reads; the rest is in {@code GET /notifications}. */
    private static final int MOST_LINES = 100;

    private final CurrentAccount current;
    private final AccountHealth health;
    private final Store store;
    private final Purse purse;
    private final Outbox outbox;
    private final Delivery delivery;
    private final ScheduledJobs jobs;
    private final QuietHours quiet;
    private final IlinkClient client;
    private final Clock clock;

    StatusBoard(
            CurrentAccount current,
            AccountHealth health,
            Store store,
            Purse purse,
            Outbox outbox,
            Delivery delivery,
            ScheduledJobs jobs,
            QuietHours quiet,
            IlinkClient client,
            Clock clock) {
        this.current = current;
        this.health = health;
        this.store = store;
        this.purse = purse;
        this.outbox = outbox;
        this.delivery = delivery;
        this.jobs = jobs;
        this.quiet = quiet;
        this.client = client;
        this.clock = clock;
    }

    /**
     * How everything stands now.
     *
     * @param check whether the server is asked if it knows us, which costs no send and may take 10 s
     */
    StatusSnapshot look(boolean check) {
        Account account = current.current().orElse(null);
        StatusSnapshot.IlinkConnection connection = check && account != null ? ask(account) : null;
        Instant now = clock.instant();
        return new StatusSnapshot(
                reach(now),
                account == null ? null : account.botId(),
                account == null ? null : account.userId(),
                health.state(),
                health.polledAt().orElse(null),
                purse.learnedLength().map(Duration::toHours).orElse(0L),
                outbox.size(),
                outbox.forOtherPerson(),
                delivery.nextLook().filter(now::isBefore).orElse(null),
                outbox.open(MOST_LINES),
                outbox.finished(now.minus(A_DAY), MOST_LINES),
                jobs.standings(),
                quiet.standings(now),
                connection);
    }

    /** Tells whether and why a notification would reach the phone now; cheap. */
    Reach reach() {
        return reach(clock.instant());
    }

    @Override
    public Reachability now() {
        return reach().reachability(false);
    }

    private Reach reach(Instant now) {
        AccountState account = AccountState.of(current.current().isPresent(), health.state());
        return new Reach(account, purse.view(now), delivery.pauses(), now);
    }

    private StatusSnapshot.IlinkConnection ask(Account account) {
        String context = store.read(purse::newest).map(PurseEntry::contextToken).orElse("");
        return StatusSnapshot.IlinkConnection.of(client.checkConnection(account, context));
    }
}
