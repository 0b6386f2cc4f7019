package io.ilinknotify.status;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.account.Reachability;
import io.ilinknotify.delivery.Delivery;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.fallback.SecondChannel;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxHistory;
import io.ilinknotify.schedule.ScheduledJobs;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowConfig;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks every room how it stands, for the pages, {@code well} and {@code GET /status} alike. */
@Singleton
final class StatusBoard implements Supplier<Reachability> {
    private static final Duration A_DAY = Duration.ofDays(1);
    /** The rest is in {@code GET /notifications}. */
    private static final int MOST_DELIVERIES = 100;
    /** What a check found says nothing about later. */
    private static final Duration CHECK_SHOWN = Duration.ofMinutes(10);
    /** Tells this process's versions of a page from those of the one before. */
    private static final long START = System.nanoTime();

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
    private final SecondChannel second;
    private final WindowConfig window;
    private final Clock clock;
    private volatile StatusSnapshot.@Nullable IlinkConnection checked;

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
            SecondChannel second,
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
        this.second = second;
        this.window = window;
        this.clock = clock;
    }

    /** How everything stands now. */
    StatusSnapshot look() {
        Account account = current.current().orElse(null);
        Instant now = clock.instant();
        Instant dayBegins = now.minus(A_DAY);
        List<OutboxHistory.Count> counts = history.since(dayBegins);
        List<PurseEntry> purses = store.read(tx -> purse.since(tx, dayBegins.minus(window.length())));
        List<QuietHours.QuietStanding> quietNow = quiet.standings(now);
        return new StatusSnapshot(
                reach(now),
                account == null ? null : account.botId(),
                account == null ? null : account.userId(),
                health.state(),
                health.polledAt().orElse(null),
                purse.learnedLength().map(Duration::toHours).orElse(0L),
                outbox.size(),
                outbox.waitingFiles(),
                outbox.forOtherPerson(),
                nextLook(),
                jobs.standings(),
                quietNow,
                window.reserve().standard(),
                outbox.standings().texts(),
                WindowBar.of(purse.view(now), window.reminder(), quietNow, now),
                DayChart.of(dayBegins, counts, purses, window.length()),
                senders(counts),
                second.standing().orElse(null),
                checked(now, account));
    }

    /** When the sender looks at what waits for the next time; {@code null} when no time is known. */
    @Nullable
    Instant nextLook() {
        return delivery.nextLook().filter(clock.instant()::isBefore).orElse(null);
    }

    private StatusSnapshot.@Nullable IlinkConnection checked(Instant now, @Nullable Account account) {
        StatusSnapshot.IlinkConnection last = checked;
        boolean current = last != null
                && account != null
                && last.botId().equals(account.botId())
                && now.isBefore(last.at().plus(CHECK_SHOWN));
        return current ? last : null;
    }

    /** What waits, the most urgent first, and what was finished during the last day, the newest first. */
    List<OutboxEntry> deliveries() {
        return Stream.concat(
                        outbox.open(MOST_DELIVERIES).stream(),
                        outbox.finished(clock.instant().minus(A_DAY), MOST_DELIVERIES).stream())
                .toList();
    }

    /** Another number whenever the page would look different; cheap, since every open page asks every few seconds. */
    int version() {
        Instant now = clock.instant();
        return Objects.hash(
                START,
                store.commits(),
                reach(now).reachability(false),
                outbox.standings(),
                delivery.nextLook(),
                checked,
                now.truncatedTo(ChronoUnit.MINUTES));
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

    /** For the sign-in page, with every look at it. */
    @Override
    public Reachability get() {
        return reach().reachability(false);
    }

    private Reach reach(Instant now) {
        Reach.AccountState account = Reach.AccountState.of(current.current().isPresent(), health.state());
        return new Reach(account, purse.view(now), delivery.pauses(), now);
    }

    /** Asks the server whether it knows us, which costs no send and may take 10 s; every look shows for a while what it said. */
    StatusSnapshot.@Nullable IlinkConnection check() {
        Account account = current.current().orElse(null);
        if (account == null) {
            return null;
        }
        String context = store.read(purse::newest).map(PurseEntry::contextToken).orElse("");
        ConnectionOutcome outcome = client.checkConnection(account, context);
        return checked = StatusSnapshot.IlinkConnection.of(outcome, account.botId(), clock.instant());
    }
}
