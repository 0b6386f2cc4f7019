package io.ilinknotify.window;

import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import io.quarkus.runtime.Startup;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The ledger of what the person's messages let us send. Every change takes the caller's transaction, so that the purse
 * and what it paid for are never at odds.
 */
@Startup(20)
@ApplicationScoped
public class Purse {
    private static final Logger LOG = Logger.getLogger(Purse.class);
    private static final String LEARNED = "window.learned-budget";
    private static final String BOT = "window.bot";
    private static final String LEARNED_AT = "window.learned-at";
    private static final String LEARNED_AFTER = "window.learned-after";
    private static final String LENGTH = "window.learned-length";
    /** Nobody saw a window shut before. */
    private static final Duration SHORTEST = Duration.ofHours(8);

    /** A {@code create_time_ms} further back than this is not believed. */
    private static final Duration OLDEST_PLAUSIBLE = Duration.ofDays(30);

    /** After this long a purse may go one further than was learned, also when none was emptied. */
    private static final Duration BELIEVED = Duration.ofDays(7);
    /** How long a message is remembered to know its duplicates: they come seconds to minutes later. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    /** More than a person writes while duplicates come; a faulty server could bring thousands. */
    private static final int MOST_REMEMBERED = 500;

    private final WindowConfig config;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Current current;

    public Purse(Store store, WindowConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.current = store.read(this::load);
    }

    /** How it stands now; cheap, from memory. */
    public WindowView view() {
        return view(clock.instant());
    }

    public WindowView view(Instant now) {
        return current.view(config, now);
    }

    /** The purse that pays for the next send, open or not. */
    public Optional<PurseEntry> newest(Tx tx) {
        return PurseTable.newest(tx);
    }

    /** The purses of what the person wrote since, as far back as they are remembered; the oldest first. */
    public List<PurseEntry> since(Tx tx, Instant time) {
        return PurseTable.since(tx, time);
    }

    /** How the newest purse stands at {@code now}, as the transaction sees it. */
    public WindowView view(Tx tx, Instant now) {
        return load(tx).view(config, now);
    }

    /** Runs when a purse opened or changed, on the writer thread: must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * A message of the person came in. Of a duplicate only the context counts: it is the newer one.
     *
     * @return whether it opened a new purse
     */
    public boolean received(Tx tx, InboundMessage message, Instant receivedAt) {
        if (message.contextToken().isEmpty()) {
            return false;
        }
        if (PurseTable.renew(tx, message)) {
            remember(tx);
            return false;
        }
        long learned = number(tx, LEARNED, config.budget());
        if (learned < config.budget() && clock.millis() - number(tx, LEARNED_AT, 0) >= BELIEVED.toMillis()) {
            putBudget(tx, (int) learned + 1, 0);
        }
        PurseTable.insert(tx, message, writtenAt(tx, message, receivedAt), receivedAt);
        PurseEntry newest = PurseTable.newest(tx).orElseThrow();
        PurseTable.forget(tx, receivedAt.minus(REMEMBERED), MOST_REMEMBERED, newest.id());
        remember(tx);
        return true;
    }

    /**
     * When a message was written: what the server says if it is plausible, and never later than its receipt. When our
     * clock was set back behind the message before, this one is younger all the same if the server says so.
     */
    private static Instant writtenAt(Tx tx, InboundMessage message, Instant receivedAt) {
        Instant created = message.createdAt().orElse(receivedAt);
        if (!created.isAfter(receivedAt)) {
            return created.isAfter(receivedAt.minus(OLDEST_PLAUSIBLE)) ? created : receivedAt;
        }
        return PurseTable.newest(tx)
                .map(PurseEntry::writtenAt)
                .filter(before -> before.isAfter(receivedAt) && !before.isAfter(created))
                .map(before -> before.plusMillis(1))
                .orElse(receivedAt);
    }

    /** Takes one send out, before a byte of it leaves. */
    public void charge(Tx tx, long purse) {
        PurseTable.addUsed(tx, purse, 1);
        remember(tx);
    }

    /** Puts one send back: the server refused it, or was not reached. */
    public void refund(Tx tx, long purse) {
        PurseTable.addUsed(tx, purse, -1);
        remember(tx);
    }

    /** The server does not go on with this purse. */
    public void close(Tx tx, long purse) {
        PurseTable.shut(tx, purse);
        remember(tx);
    }

    /** The server refused after {@code used} sends: from now on a purse has no more. */
    public void learnBudget(Tx tx, int used) {
        if (used < config.budget()) {
            putBudget(tx, used, 0);
            LOG.warnf("The server stopped after %d sends; windows are now taken to have %d.", used, used);
        }
    }

    /** The server refused a window of this age: from now on none is promised for longer, and none for less than 8 h. */
    public void learnLength(Tx tx, Duration age) {
        Duration length = age.compareTo(SHORTEST) < 0 ? SHORTEST : age;
        if (length.compareTo(load(tx).length) < 0) {
            KeyValues.put(tx, LENGTH, Long.toString(length.toMillis()));
            LOG.warnf(
                    "The server shut a window after %d h; windows are now taken to last that long.", length.toHours());
            remember(tx);
        }
    }

    /** A send got through: a purse that was emptied, or a window that went further than was learned, teaches the opposite. */
    public void sent(Tx tx, long purse, Instant now) {
        Current known = load(tx);
        PurseEntry paid = known.purse;
        if (paid == null || paid.id() != purse) {
            return;
        }
        Duration age = Duration.between(paid.writtenAt(), now);
        if (age.compareTo(known.length) > 0) {
            KeyValues.put(tx, LENGTH, Long.toString(age.plus(config.margin()).toMillis()));
            remember(tx);
        }
        if (known.budget < config.budget() && paid.used() >= known.budget) {
            putBudget(tx, known.budget + 1, purse);
        }
    }

    /** @param after the purse from which this is known: only those after it have so many */
    private void putBudget(Tx tx, int budget, long after) {
        KeyValues.put(tx, LEARNED, Integer.toString(budget));
        KeyValues.put(tx, LEARNED_AT, Long.toString(clock.millis()));
        KeyValues.put(tx, LEARNED_AFTER, Long.toString(after));
        remember(tx);
    }

    /** How long windows are taken to last since the server refused one; empty when it did not. */
    public Optional<Duration> learnedLength() {
        return Optional.of(current.length).filter(length -> length.compareTo(config.length()) < 0);
    }

    /** Contexts belong to a bot, not to a person: those of another one are forgotten. */
    public void belongsTo(Tx tx, String bot) {
        String known = KeyValues.get(tx, BOT).orElse(bot);
        KeyValues.put(tx, BOT, bot);
        if (!known.equals(bot)) {
            PurseTable.deleteAll(tx);
            remember(tx);
        }
    }

    /** Gives the contents of a volume that names no bot to this one; empty when there is none. */
    public void adopt(Tx tx, String bot) {
        if (KeyValues.get(tx, BOT).isEmpty()) {
            KeyValues.put(tx, BOT, bot);
        }
    }

    /** Another person signed in: nothing of the former one's purses holds any more. */
    public void startAfresh(Tx tx, String person) {
        PurseTable.deleteOthers(tx, person);
        KeyValues.remove(tx, LEARNED);
        KeyValues.remove(tx, LENGTH);
        remember(tx);
    }

    private void remember(Tx tx) {
        Current next = load(tx);
        tx.afterCommit(() -> {
            current = next;
            listeners.forEach(Runnable::run);
        });
    }

    private Current load(Tx tx) {
        PurseEntry newest = PurseTable.newest(tx).orElse(null);
        long after = number(tx, LEARNED_AFTER, 0);
        long learned = number(tx, LEARNED, config.budget());
        long budget = newest != null && newest.id() <= after ? learned - 1 : learned;
        Duration length = Duration.ofMillis(number(tx, LENGTH, Long.MAX_VALUE));
        return new Current(
                newest,
                (int) Math.min(config.budget(), budget),
                length.compareTo(config.length()) < 0 ? length : config.length());
    }

    private static long number(Tx tx, String name, long otherwise) {
        return KeyValues.get(tx, name).map(Long::valueOf).orElse(otherwise);
    }

    private record Current(@Nullable PurseEntry purse, int budget, Duration length) {
        WindowView view(WindowConfig config, Instant now) {
            return purse == null ? WindowView.never(budget) : WindowView.of(purse, budget, length, config, now);
        }
    }
}
