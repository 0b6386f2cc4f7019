package io.ilinknotify.delivery;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.ConnectionOutcome;
import io.ilinknotify.ilink.ConnectionOutcome.Connected;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows "is typing" on the phone from a message of the person until the first message of its release was answered. It costs
 * no send, delays none, and ends in every case.
 */
final class Typing {
    /** A release begins within 3 s; what is held up longer is not on its way. */
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final IlinkClient client;
    private final Supplier<Optional<Account>> account;
    private final Store store;
    private final Outbox outbox;
    private final Purse purse;
    private final Duration longest;
    private @Nullable Instant seen;
    private volatile CompletableFuture<Void> shown = CompletableFuture.completedFuture(null);

    Typing(
            IlinkClient client,
            Supplier<Optional<Account>> account,
            Store store,
            Outbox outbox,
            Purse purse,
            Duration longest) {
        this.client = client;
        this.account = account;
        this.store = store;
        this.outbox = outbox;
        this.purse = purse;
        this.longest = longest;
        this.seen = purse.view().openedAt();
        purse.onChange(this::look);
    }

    /** The purse has changed; on the writer thread. */
    private void look() {
        WindowView view = purse.view();
        if (!Objects.equals(view.openedAt(), seen)) {
            seen = view.openedAt();
            end();
            if (view.open()) {
                CompletableFuture<Void> end = new CompletableFuture<>();
                shown = end;
                Thread.ofVirtual().name("typing").start(() -> show(end));
            }
        }
    }

    /** A message was answered, or the agent stops. */
    void end() {
        shown.complete(null);
    }

    private void show(CompletableFuture<Void> end) {
        Optional<Account> signedIn = account.get();
        Optional<PurseEntry> newest = store.read(purse::newest);
        Outbox.QueueSize size = outbox.size();
        if (signedIn.isEmpty() || newest.isEmpty() || size.queued() + size.held() == 0) {
            return;
        }
        ConnectionOutcome settings =
                client.checkConnection(signedIn.get(), newest.get().contextToken());
        if (settings instanceof Connected(String ticket) && !ticket.isEmpty() && !end.isDone()) {
            client.sendTyping(signedIn.get(), ticket, true);
            end.completeOnTimeout(null, longest.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            client.sendTyping(signedIn.get(), ticket, false);
        }
    }
}
