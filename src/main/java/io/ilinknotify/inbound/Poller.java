package io.ilinknotify.inbound;

import io.ilinknotify.account.Account;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.UpdatesOutcome;
import io.ilinknotify.store.Memo;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.InboundFacts;
import io.ilinknotify.window.Purse;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What one poll means: the cursor and the contexts it brought go to disk in one transaction. Plain, for tests. */
final class Poller {
    private static final String CURSOR = "inbound.cursor";
    private static final String SEPARATOR = "\n";
    /** Failures before the pause grows (protocol page, "Receiving"). */
    private static final int FEW_FAILURES = 3;

    private static final Duration SHORT_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONG_PAUSE = Duration.ofSeconds(30);

    private final Store store;
    private final Purse purse;
    private final AccountHealth health;
    private final PollListener listener;
    private final Clock clock;
    private final Duration configuredHold;
    private Duration hold;
    private int failures;
    /** What could not be stored: the server does not replay an old cursor. */
    private UpdatesOutcome.@Nullable Received unstored;

    private @Nullable Account unstoredOf;

    Poller(
            Store store,
            Purse purse,
            AccountHealth health,
            PollListener listener,
            Duration configuredHold,
            Clock clock) {
        this.store = store;
        this.purse = purse;
        this.health = health;
        this.listener = listener;
        this.configuredHold = configuredHold;
        this.hold = configuredHold;
        this.clock = clock;
    }

    /** The cursor of this person's last poll; empty for somebody else's account. */
    String cursor(Account account) {
        return store.read(tx -> Memo.get(tx, CURSOR))
                .filter(stored -> stored.startsWith(account.userId() + SEPARATOR))
                .map(stored -> stored.substring(account.userId().length() + SEPARATOR.length()))
                .orElse("");
    }

    /** How long the server holds the next poll. */
    Duration hold() {
        return hold;
    }

    /** Forgets what was learned of a former server. */
    void startAfresh() {
        hold = configuredHold;
        failures = 0;
    }

    /** Takes in what a poll brought; returns how long to wait before the next. */
    Duration take(Account account, UpdatesOutcome outcome) {
        return switch (outcome) {
            case UpdatesOutcome.Received received -> {
                failures = 0;
                received.nextHold().filter(Duration::isPositive).ifPresent(next -> hold = next);
                store(account, received);
                yield Duration.ZERO;
            }
            case UpdatesOutcome.Quiet quiet -> {
                failures = 0;
                yield Duration.ZERO;
            }
            case UpdatesOutcome.StaleToken stale -> {
                store.write(tx -> {
                            health.refused(tx, clock.instant());
                            return true;
                        })
                        .join();
                yield Duration.ZERO;
            }
            case UpdatesOutcome.Failed failed -> {
                failures++;
                listener.failed(failed.cause(), failures);
                yield failures < FEW_FAILURES ? SHORT_PAUSE : LONG_PAUSE;
            }
        };
    }

    /** Stores what a former poll brought, if that is still to be done. Before the next poll. */
    void storeAgain(Account account) {
        UpdatesOutcome.Received late = unstored;
        unstored = null;
        if (late != null && account.equals(unstoredOf)) {
            store(account, late);
        }
    }

    private void store(Account account, UpdatesOutcome.Received received) {
        storeAgain(account);
        unstored = received;
        unstoredOf = account;
        write(account, received);
        unstored = null;
    }

    private void write(Account account, UpdatesOutcome.Received received) {
        Instant now = clock.instant();
        store.write(tx -> {
                    for (InboundMessage message : received.messages()) {
                        receive(tx, account, message, now);
                    }
                    if (!received.cursor().isEmpty()) {
                        Memo.put(tx, CURSOR, account.userId() + SEPARATOR + received.cursor());
                    }
                    health.polled(tx, now);
                    return true;
                })
                .join();
    }

    private void receive(Tx tx, Account account, InboundMessage message, Instant now) {
        if (!message.fromUser() || !message.fromUserId().equals(account.userId())) {
            tx.afterCommit(listener::foreign);
            return;
        }
        boolean opened = purse.received(
                tx,
                new InboundFacts(
                        message.fromUserId(),
                        message.messageId(),
                        message.contextToken(),
                        message.createdAt(),
                        message.contentDigest()),
                now);
        tx.afterCommit(opened ? listener::opened : listener::duplicate);
    }
}
