package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.health.Pauses;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.UpdatesOutcome;
import io.ilinknotify.inbound.InboundMetrics.InboundKind;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.Purse;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes in the answer to one poll: the contexts and then the cursor that it brought go to disk. Plain, for tests. */
final class Poller {
    private static final String CURSOR = "inbound.cursor";
    private static final String SEPARATOR = "\n";
    /** After failures in a row (protocol page, "Receiving"). */
    private static final Pauses FAILED = Pauses.ofSeconds(2, 2, 30);
    /** While the server is not reached at all: tries cost it nothing, and it is back at once. */
    private static final Pauses UNREACHED = Pauses.ofSeconds(2, 2, 5);
    /** After so long without an answer the server is told anew that the agent is there. */
    private static final Duration OUTAGE = Duration.ofMinutes(1);
    /** From one poll's start to the next's: a server that holds nothing is not polled at network speed. */
    private static final Duration PACE = Duration.ofSeconds(1);

    /** Messages in one transaction: other writers have their turn before the next. */
    private static final int MOST_AT_ONCE = 200;

    /** How long a cursor that came without messages may wait for the disk: at a restart the server replays nothing. */
    private static final Duration CURSOR_WAIT = Duration.ofMinutes(1);

    private final Store store;
    private final Purse purse;
    private final AccountHealth health;
    private final InboundMetrics metrics;
    private final Clock clock;
    private final Duration configuredHold;
    private Duration hold;
    private int failures;
    private Instant answeredAt = Instant.EPOCH;
    private volatile boolean announces;
    private @Nullable Instant announcedFor;
    private boolean adopted;
    /** The cursor of the last answer; {@code null} until there is one. */
    private @Nullable String cursor;

    private Instant cursorStored = Instant.EPOCH;
    /** The answer that could not be stored: the server does not replay an old cursor. */
    private UpdatesOutcome.@Nullable Received unstored;

    Poller(
            Store store,
            Purse purse,
            AccountHealth health,
            InboundMetrics metrics,
            Duration configuredHold,
            Clock clock) {
        this.store = store;
        this.purse = purse;
        this.health = health;
        this.metrics = metrics;
        this.configuredHold = configuredHold;
        this.hold = configuredHold;
        this.clock = clock;
    }

    /** The cursor of this person's last poll; empty for somebody else's account. */
    String cursor(Account account) {
        String known = cursor;
        return known == null ? storedCursor(account) : known;
    }

    private String storedCursor(Account account) {
        return store.read(tx -> cursorOf(tx, account.botId())).orElse("");
    }

    private static Optional<String> cursorOf(Tx tx, String owner) {
        return KeyValues.get(tx, CURSOR)
                .filter(stored -> stored.startsWith(owner + SEPARATOR))
                .map(stored -> stored.substring(owner.length() + SEPARATOR.length()));
    }

    /** At the start: the cursor and the contexts of a volume that does not name their bot are those of its account. */
    void adopt(Optional<Account> account) {
        adopted = adopted
                || store.commit(tx -> {
                    account.flatMap(a -> cursorOf(tx, a.userId()))
                            .ifPresent(stored -> put(tx, account.orElseThrow(), stored));
                    purse.adopt(tx, account.map(Account::botId).orElse(""));
                    return true;
                });
    }

    static void put(Tx tx, Account account, String cursor) {
        KeyValues.put(tx, CURSOR, account.botId() + SEPARATOR + cursor);
    }

    /** How long the server holds the next poll. */
    Duration hold() {
        return hold;
    }

    /** Forgets what was learned with a former account: its cursor and its contexts are worth nothing to another bot. */
    void startAfresh(Account account) {
        hold = configuredHold;
        failures = 0;
        cursor = null;
        unstored = null;
        announce();
        store.run(tx -> purse.belongsTo(tx, account.botId()));
    }

    /** The next poll is to be announced: after a sign-in and a refusal, and when the server is there again. */
    void announce() {
        announces = true;
    }

    /** Says, once for each reason, that the server has to be told that the agent is there. */
    boolean mustAnnounce() {
        Instant refusedSend = health.state().sends().at();
        boolean must =
                announces || health.pollsUnreached() || (refusedSend != null && !refusedSend.equals(announcedFor));
        announces = false;
        announcedFor = refusedSend;
        return must;
    }

    /** Takes the answer to a {@code notifystart}; gives the failure when the server still is not reached. */
    Optional<UpdatesOutcome> announced(ConnectionOutcome told) {
        // A poll that is held would show only after its time that the server is reached again.
        boolean unreached = health.pollsUnreached();
        if (unreached && told instanceof ConnectionOutcome.Failed failed && !failed.reached()) {
            return Optional.of(new UpdatesOutcome.Failed(failed.cause(), false));
        }
        if (unreached) {
            health.reached(clock.instant());
        }
        return Optional.empty();
    }

    /** How long to rest after a poll that took {@code lasted}, when its answer asks for {@code pause}. */
    static Duration rest(Duration pause, Duration lasted) {
        Duration pace = PACE.minus(lasted);
        return pause.compareTo(pace) < 0 ? pace : pause;
    }

    /** Takes in what a poll brought; returns how long to wait before the next. */
    Duration take(Account account, UpdatesOutcome outcome) {
        health.pollEnded();
        return switch (outcome) {
            case UpdatesOutcome.Received received -> {
                if (failures > 0) {
                    announces |= clock.instant().isAfter(answeredAt.plus(OUTAGE));
                    health.reached(clock.instant());
                }
                held();
                received.nextHold().ifPresent(next -> hold = next);
                store(account, received);
                yield Duration.ZERO;
            }
            case UpdatesOutcome.Quiet quiet -> {
                held();
                yield Duration.ZERO;
            }
            case UpdatesOutcome.StaleToken stale -> {
                announce();
                store.run(tx -> health.pollRefused(tx, clock.instant()));
                yield Duration.ZERO;
            }
            case UpdatesOutcome.Failed failed -> {
                failures++;
                if (!failed.reached()) {
                    health.pollUnreached();
                }
                metrics.failed(failed.cause(), failures);
                yield (failed.reached() ? FAILED : UNREACHED).after(failures);
            }
        };
    }

    private void held() {
        failures = 0;
        answeredAt = clock.instant();
    }

    /** Stores what a former poll brought, if that is still to be done. Before the next poll. */
    void storeAgain(Account account) {
        UpdatesOutcome.Received late = unstored;
        if (late != null) {
            write(account, late, clock.instant());
            unstored = null;
        }
    }

    private void store(Account account, UpdatesOutcome.Received received) {
        storeAgain(account);
        Instant now = clock.instant();
        if (received.messages().isEmpty() && !mustBeStored(account, received.cursor(), now)) {
            remember(received.cursor());
            health.polled(now);
        } else {
            unstored = received;
            write(account, received, now);
            unstored = null;
        }
    }

    private boolean mustBeStored(Account account, String next, Instant now) {
        boolean changed = !next.isEmpty() && !next.equals(storedCursor(account));
        boolean waited = now.isBefore(cursorStored) || !now.isBefore(cursorStored.plus(CURSOR_WAIT));
        return (changed && waited) || health.state().refusesPolls();
    }

    private void remember(String next) {
        if (!next.isEmpty()) {
            cursor = next;
        }
    }

    private void write(Account account, UpdatesOutcome.Received received, Instant now) {
        Map<InboundKind, Integer> counts = new EnumMap<>(InboundKind.class);
        counts.put(InboundKind.MALFORMED, received.malformed());
        List<InboundMessage> rest = received.messages();
        while (rest.size() > MOST_AT_ONCE) {
            List<InboundMessage> part = rest.subList(0, MOST_AT_ONCE);
            store.run(tx -> receive(tx, account, part, now, counts));
            rest = rest.subList(MOST_AT_ONCE, rest.size());
        }
        List<InboundMessage> last = rest;
        store.run(tx -> {
            receive(tx, account, last, now, counts);
            if (!received.cursor().isEmpty()) {
                put(tx, account, received.cursor());
            }
            health.polled(tx, now);
        });
        remember(received.cursor());
        cursorStored = now;
        metrics.received(counts);
    }

    private void receive(
            Tx tx, Account account, List<InboundMessage> messages, Instant now, Map<InboundKind, Integer> counts) {
        messages.forEach(message -> counts.merge(receive(tx, account, message, now), 1, Integer::sum));
    }

    private InboundKind receive(Tx tx, Account account, InboundMessage message, Instant now) {
        if (!message.fromUser() || !message.fromUserId().equals(account.userId())) {
            return InboundKind.FOREIGN;
        }
        return purse.received(tx, message, now) ? InboundKind.OPENED : InboundKind.DUPLICATE;
    }
}
