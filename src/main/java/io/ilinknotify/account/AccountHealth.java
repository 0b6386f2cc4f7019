package io.ilinknotify.account;

import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import org.jspecify.annotations.Nullable;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps the refusals of the bot token, and the time of the last answered poll. The refusals are stored: a restart shortens no
 * pause.
 */
@ApplicationScoped
public class AccountHealth {
    private static final String STORED = "account.token-refused";

    private final Store store;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile SignInState state;
    private volatile @Nullable Instant polledAt;

    public AccountHealth(Store store) {
        this.store = store;
        this.state = store.read(tx -> KeyValues.get(tx, STORED))
                .map(AccountHealth::parse)
                .orElse(SignInState.ACCEPTED);
    }

    /** The refusals of the bot token. */
    public SignInState state() {
        return state;
    }

    /** When a {@code getupdates} was last answered since the start. */
    public Optional<Instant> polledAt() {
        return Optional.ofNullable(polledAt);
    }

    /** Runs when the token is refused or accepted again; must be quick. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The server answered {@code -14}. */
    public void refused(Tx tx, Instant now) {
        change(tx, state.refused(now));
    }

    /** A {@code getupdates} was answered. It clears a refusal only when it was the probe: others began before it. */
    public void polled(Tx tx, Instant now) {
        tx.afterCommit(() -> polledAt = now);
        if (clearsRefusal(now)) {
            change(tx, state.answered());
        }
    }

    /** A {@code getupdates} was answered that changes nothing on disk. */
    public void polled(Instant now) {
        polledAt = now;
    }

    /** Tells whether a poll that is answered now says that the token is accepted again. */
    public boolean clearsRefusal(Instant now) {
        return state.mustHold() && state.probeDue(now);
    }

    /**
     * A new token is about to be stored: at the next start nothing of the old one's refusal is known. In memory it stays
     * until {@link #replaced}, so that nobody tries the old one meanwhile.
     */
    void replacing() {
        store.write(tx -> {
                    KeyValues.remove(tx, STORED);
                    return true;
                })
                .join();
    }

    /** The new token is stored. */
    void replaced() {
        state = SignInState.ACCEPTED;
        listeners.forEach(Runnable::run);
    }

    /** The token that is held is worth another try. */
    public void renewed() {
        store.write(tx -> {
                    change(tx, SignInState.ACCEPTED);
                    return true;
                })
                .join();
    }

    private void change(Tx tx, SignInState next) {
        if (next.equals(state)) {
            return;
        }
        Instant refusedAt = next.refusedAt();
        if (refusedAt == null) {
            KeyValues.remove(tx, STORED);
        } else {
            KeyValues.put(tx, STORED, next.refusals() + " " + refusedAt.toEpochMilli());
        }
        tx.afterCommit(() -> {
            state = next;
            listeners.forEach(Runnable::run);
        });
    }

    private static SignInState parse(String stored) {
        int space = stored.indexOf(' ');
        return new SignInState(
                Integer.parseInt(stored.substring(0, space)),
                Instant.ofEpochMilli(Long.parseLong(stored.substring(space + 1))));
    }
}
