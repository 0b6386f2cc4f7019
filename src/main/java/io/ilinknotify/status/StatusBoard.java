package io.ilinknotify.status;

import io.ilinknotify.account.Account;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxOverview;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Asks every room how it stands. */
@Singleton
final class StatusBoard {
    private static final Duration A_DAY = Duration.ofDays(1);
    /** More than a person reads; the rest is in {@code GET /notifications}. */
    private static final int MOST_LINES = 100;

    private final CurrentAccount current;
    private final AccountHealth health;
    private final Store store;
    private final Purse purse;
    private final Outbox outbox;
    private final OutboxOverview overview;
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
            OutboxOverview overview,
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
        this.overview = overview;
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
        ConnectionOutcome connection = check && account != null ? ask(account) : null;
        Instant now = clock.instant();
        return new StatusSnapshot(
                now,
                account == null ? null : account.botId(),
                account == null ? null : account.userId(),
                health.state(),
                health.polledAt().orElse(null),
                purse.view(now),
                outbox.size(),
                overview.forOtherPerson(),
                delivery.pauses(),
                delivery.nextLook().filter(now::isBefore).orElse(null),
                overview.open(MOST_LINES),
                overview.finished(now.minus(A_DAY), MOST_LINES),
                jobs.standings(),
                quiet.standings(now),
                connection);
    }

    private @Nullable ConnectionOutcome ask(Account account) {
        String context = store.read(purse::newest).map(PurseEntry::contextToken).orElse("");
        return client.checkConnection(account.session(), account.userId(), context);
    }
}
