package io.ilinknotify.account;

import io.ilinknotify.account.SignInState.Refusals;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * Keeps the refusals of the bot token, and the time of the last answered poll. The refusals are stored: a restart shortens no
 * pause.
 */
@Singleton
public class AccountHealth {
    private static final Logger LOG = Logger.getLogger(AccountHealth.class);
    private static final String STORED = "account.token-refused";

    private final Store store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile SignInState state;
    private volatile @Nullable Instant polledAt;
    private volatile Instant reachedAt = Instant.MIN;
    private volatile boolean pollsUnreached;
    private volatile boolean pollHeld;

    public AccountHealth(Store store) {
        this.store = store;
        this.state = store.read(AccountHealth::stored);
    }

    public SignInState state() {
        SignInState now = state;
        return pollHeld ? now.pollAnswered() : now;
    }

    /** When a {@code getupdates} was last answered since the start. */
    public Optional<Instant> polledAt() {
        return Optional.ofNullable(polledAt);
    }

    /** When the server last answered a poll after some had failed. */
    public Instant reachedAt() {
        return reachedAt;
    }

    /** Runs when the token is refused or accepted again, and when the server is reached again; must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The server answered {@code -14} to a poll. */
    public void pollRefused(Tx tx, Instant now) {
        change(tx, before -> before.pollRefused(now));
    }

    /** The server answered {@code -14} to a send. */
    public void sendRefused(Tx tx, Instant now) {
        change(tx, before -> before.sendRefused(now));
    }

    /** A send was answered with anything but {@code -14}. */
    public void sendAnswered(Tx tx) {
        change(tx, SignInState::sendAnswered);
    }

    public void polled(Tx tx, Instant now) {
        tx.afterCommit(() -> polledAt = now);
        change(tx, SignInState::pollAnswered);
    }

    /** A {@code getupdates} was answered that changes nothing on disk. */
    public void polled(Instant now) {
        polledAt = now;
    }

    /** The server holds a poll: it is not refused, since a refusal comes at once. Its answer decides, and is stored. */
    public void pollHeld() {
        if (state.refusesPolls()) {
            pollHeld = true;
            LOG.info("WeChat takes polls again.");
            listeners.forEach(Runnable::run);
        }
    }

    /** The poll that was held has its answer. */
    public void pollEnded() {
        pollHeld = false;
    }

    /** The last poll did not reach the server: tries go on until it is {@link #reached}. */
    public void pollUnreached() {
        pollsUnreached = true;
    }

    /** Says that polls do not reach the server: whoever waits for it will be told at once. */
    public boolean pollsUnreached() {
        return pollsUnreached;
    }

    /** The server answers after polls had failed: whoever waits for it may go on. */
    public void reached(Instant now) {
        reachedAt = now;
        pollsUnreached = false;
        listeners.forEach(Runnable::run);
    }

    /**
     * A new token is about to be stored: at the next start nothing of the old one's refusal is known. In memory it stays
     * until {@link #replaced}, so that nobody tries the old one meanwhile.
     */
    void replacing() {
        store.run(AccountHealth::forget);
    }

    /** Forgets at the next start what was refused. */
    public static void forget(Tx tx) {
        KeyValues.remove(tx, STORED);
    }

    /** The new token is stored. */
    void replaced() {
        state = SignInState.ACCEPTED;
        listeners.forEach(Runnable::run);
    }

    /** The token that is held is worth another try. */
    public void renewed() {
        replacing();
        replaced();
    }

    /** From what the transaction sees: another change of its group may not be in memory yet. */
    private void change(Tx tx, UnaryOperator<SignInState> step) {
        SignInState before = stored(tx);
        SignInState next = step.apply(before);
        if (next.equals(before)) {
            return;
        }
        if (next.isAccepted()) {
            KeyValues.remove(tx, STORED);
        } else {
            KeyValues.put(tx, STORED, text(next.polls()) + " " + text(next.sends()));
        }
        tx.afterCommit(() -> {
            state = next;
            tell(before, next);
            listeners.forEach(Runnable::run);
        });
    }

    private static void tell(SignInState before, SignInState next) {
        if (next.isAccepted()) {
            LOG.info("WeChat accepts the token again.");
        } else if (next.isSignedOut() && !before.isSignedOut()) {
            LOG.warn("Signed out by WeChat: polls and sends are refused (-14). Sign in again at /login.");
        } else if (next.polls().count() > before.polls().count()) {
            LOG.warnf(
                    "WeChat refused a poll (-14), %d in a row: only what is urgent is sent.",
                    next.polls().count());
        } else if (next.refusesSends()) {
            LOG.warnf(
                    "WeChat refused a send (-14), %d in a row: what waits is held.",
                    next.sends().count());
        }
    }

    private static String text(Refusals refusals) {
        Instant at = refusals.at();
        return refusals.count() + " " + (at == null ? 0 : at.toEpochMilli());
    }

    private static SignInState stored(Tx tx) {
        return KeyValues.get(tx, STORED).map(AccountHealth::parse).orElse(SignInState.ACCEPTED);
    }

    /** Reads what is stored. Version 0.1 wrote one pair for both sides, and its second refusal signed out. */
    private static SignInState parse(String stored) {
        long[] n = Arrays.stream(stored.split(" ")).mapToLong(Long::parseLong).toArray();
        Refusals polls = refusals(n[0], n[1]);
        return new SignInState(polls, n.length > 2 ? refusals(n[2], n[3]) : refusals(n[0] - 1, n[1]));
    }

    private static Refusals refusals(long count, long at) {
        return count > 0 ? new Refusals((int) count, Instant.ofEpochMilli(at)) : Refusals.NONE;
    }
}
