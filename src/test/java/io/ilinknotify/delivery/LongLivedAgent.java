package io.ilinknotify.delivery;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.MediaKind;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.Upkeep;
import io.ilinknotify.render.Wording;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Queue, purse, sender and upkeep on one volume, every commit an fsync, with a server that takes everything. */
public final class LongLivedAgent {
    private static final TestSettings.Delivery DELIVERY = TestSettings.Delivery.THRIFTY;
    private static final TestSettings.Window WINDOW = TestSettings.Window.DEFAULTS;
    private static final TestSettings.Box BOX = TestSettings.Box.DEFAULTS;
    private static final Account ACCOUNT =
            new Account("token", "bot@im.bot", "person@im.wechat", URI.create("http://127.0.0.1"));

    private final VirtualClock clock = new VirtualClock();
    private final Path file;
    private Store store;
    private Outbox outbox;
    private Purse purse;
    private NotificationStates states;
    private Sender sender;
    private long written;
    private long sends;

    public LongLivedAgent(Path file) {
        this.file = file;
        start();
    }

    /** Opens the database, takes up what was on its way, and makes the first plan. */
    private void start() {
        store = Store.open(new Database(file));
        outbox = new Outbox(store, BOX, Duration.ofMinutes(15), clock);
        purse = new Purse(store, WINDOW, clock);
        AccountHealth health = new AccountHealth(store);
        states = new NotificationStates(outbox);
        SendLedger ledger = new SendLedger(states, purse, DELIVERY.rateLimitPause());
        DeliveryPolicy policy = new DeliveryPolicy(DELIVERY, WINDOW, QuietHours.of(Map.of(), ZoneOffset.UTC));
        sender = new Sender(
                store,
                outbox,
                purse,
                ledger,
                policy,
                new MessageBuilder(
                        new Wording(Language.ZH), ZoneOffset.UTC, DELIVERY, WINDOW, policy, id -> Optional.empty()),
                wire,
                new Uploads(
                        store,
                        ledger,
                        wire,
                        (file, reader) -> {
                            throw new AssertionError("no file is posted here");
                        },
                        () -> Optional.of(ACCOUNT),
                        health,
                        Runnable::run,
                        () -> {},
                        (file, outcome) -> {}),
                () -> Optional.of(ACCOUNT),
                health,
                (dispatch, outcome) -> {},
                Sender.LONGEST_LOOK,
                clock);
        sender.step();
    }

    private final MessageSender wire = new MessageSender() {
        @Override
        public SendOutcome sendMessage(Account account, OutgoingMessage message) {
            return new SendOutcome.Sent(String.valueOf(++sends));
        }

        @Override
        public UploadOutcome upload(Account account, MediaKind kind, Path file) {
            throw new AssertionError("no file is posted here");
        }
    };

    /** How long the agent needs from its end to its first plan. */
    public Duration restart() {
        store.close();
        long begin = System.nanoTime();
        start();
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    public Outbox outbox() {
        return outbox;
    }

    public long sends() {
        return sends;
    }

    /** The person writes, and all that waits is told and counted. */
    public void release() {
        String id = "in-" + ++written;
        Instant now = clock.instant();
        store.write(tx -> purse.received(
                        tx, new InboundMessage(id, ACCOUNT.userId(), true, "context-" + id, Optional.of(now), id), now))
                .join();
        Instant end = now.plusSeconds(20);
        for (Instant next = sender.step(); next.isBefore(end); next = sender.step()) {
            clock.advance(Duration.between(clock.instant(), next));
        }
    }

    public void advance(Duration time) {
        clock.advance(time);
    }

    /** What the agent does by the minute. */
    public void upkeep() {
        Upkeep.run(store, outbox, BOX, clock);
        new OldMessages(store, states, BOX, WINDOW, clock).forget();
    }

    /** A number that the database knows of itself. */
    public long number(String sql) {
        return store.read(tx -> tx.first(sql, row -> row.number("n")).orElseThrow());
    }

    public void close() {
        store.close();
    }
}
