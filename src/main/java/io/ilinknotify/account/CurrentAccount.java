package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.IlinkConfig;
import io.ilinknotify.volume.StateDir;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;

/**
 * The one account of this agent, if there is one: in memory and in {@link AccountFile}. Every change is on disk before
 * anybody hears of it.
 */
@Singleton
public class CurrentAccount {
    private static final Logger LOG = Logger.getLogger(CurrentAccount.class);

    private final AccountFile file;
    private final AccountHealth health;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Account current;

    CurrentAccount(StateDir dir, AccountSeedConfig seed, IlinkConfig ilink, AccountHealth health) {
        this.file = new AccountFile(dir);
        this.health = health;
        this.current =
                file.load(base -> AccountFile.seed(seed, base), ilink.baseUrl()).orElse(null);
    }

    /** A damaged file or seed has to stop the start, not the first use. */
    void load(@Observes @Priority(20) StartupEvent start, MeterRegistry registry) {
        LOG.debugf("The account at the start: %s", current);
        Gauge.builder("ilink_notify_signed_in", this, account -> account.isAccepted() ? 1 : 0)
                .description("1 while there is an account whose token is accepted as far as we know")
                .strongReference(true)
                .register(registry);
        refusals(registry, "poll", h -> h.state().polls().count());
        refusals(registry, "send", h -> h.state().sends().count());
    }

    private void refusals(MeterRegistry registry, String side, ToDoubleFunction<AccountHealth> count) {
        Gauge.builder("ilink_notify_token_refusals", health, count)
                .tag("side", side)
                .description("How often in a row the token was refused; signed out is two polls and a send")
                .strongReference(true)
                .register(registry);
    }

    private boolean isAccepted() {
        return current != null && health.state().isAccepted();
    }

    /**
     * Runs after each change, in its thread: another account is in use, or none, or the server said that the present one is
     * still bound and worth asking again. Must be quick. {@link AccountHealth#onChange} is told of these as well.
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The account; empty before the first sign-in and after a sign-out. */
    public Optional<Account> current() {
        return Optional.ofNullable(current);
    }

    /**
     * Takes the account that a sign-in brought.
     *
     * @throws UncheckedIOException when it could not be stored; the account before stays
     */
    public void replace(Account next) {
        change(next);
        LOG.infof("Signed in as %s.", next.botId());
    }

    /** Asks the server again, as a sign-in found that the bot is still bound to the token that is held. */
    public void confirmed() {
        health.renewed();
        listeners.forEach(Runnable::run);
    }

    /**
     * Forgets the account and erases its token.
     *
     * @throws UncheckedIOException when it could not be erased; the account stays
     */
    public void signOut() {
        change(null);
        LOG.info("Signed out; the token is erased.");
    }

    private synchronized void change(@Nullable Account next) {
        try {
            // The database first: should the file fail, only a refusal is forgotten, which the next call finds again.
            health.replacing();
            if (next != null) {
                file.write(next);
            } else {
                file.erase();
            }
            current = next;
            health.replaced();
            listeners.forEach(Runnable::run);
        } catch (IOException e) {
            throw new UncheckedIOException("account.json could not be written", e);
        }
    }
}
