package io.ilinknotify.status;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.account.Reachability;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxHistory;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowConfig;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    private final OutboxHistory history;
    private final WindowConfig window;
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
            OutboxHistory history,
            WindowConfig window,
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
        this.history = history;
        this.window = window;
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
        Instant dayBegins = now.minus(A_DAY);
        List<OutboxHistory.Count> counts = history.since(dayBegins);
        List<QuietHours.QuietStanding> quietNow = quiet.standings(now);
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
                quietNow,
                window.reserve().standard(),
                outbox.standings().texts(),
                WindowBar.of(purse.view(now), window.reminder(), quietNow, now),
                DayChart.of(dayBegins, counts, purses(dayBegins), window.length()),
                senders(counts),
                connection);
    }

    private List<PurseEntry> purses(Instant dayBegins) {
        return store.read(tx -> purse.since(tx, dayBegins.minus(window.length())));
    }

    private List<StatusSnapshot.Sender> senders(List<OutboxHistory.Count> counts) {
        Map<String, Integer> today = counts.stream()
                .collect(Collectors.groupingBy(
                        OutboxHistory.Count::client, Collectors.summingInt(OutboxHistory.Count::number)));
        return history.newest().stream()
                .map(last -> new StatusSnapshot.Sender(
                        last.client(), last.source(), last.at(), today.getOrDefault(last.client(), 0)))
                .sorted(Comparator.comparing(StatusSnapshot.Sender::last).reversed())
                .toList();
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
