package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.account.CurrentAccount;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.delivery.policy.SenderState;
import io.ilinknotify.health.Heartbeat;
import io.ilinknotify.health.LoopThread;
import io.ilinknotify.ilink.IlinkClient;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.notification.Language;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.MessageLinks;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.render.Wording;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowConfig;
import io.ilinknotify.window.WindowView;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the sender together and gives it its thread: a step, then sleep until it asks for the next or something changes. It
 * starts last, and ends its send when the agent stops.
 */
@Singleton
public class Delivery implements Heartbeat.Watched {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration GATHERING = Duration.ofMillis(20);
    /** The longest look, and two sends of the longest {@code ilink.send-timeout}: a refused one may be followed by another. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

    /** A send may take {@code ilink.send-timeout}; the whole stop must end within 18 s. */
    private static final Duration LAST_SEND = Duration.ofSeconds(16);

    private final Store store;
    private final Outbox outbox;
    private final Purse purse;
    private final CurrentAccount account;
    private final Typing typing;
    private final Sender sender;
    private final Clock clock;
    private final LoopThread thread = new LoopThread("sender", LONGEST_ROUND);

    Delivery(
            Store store,
            Outbox outbox,
            NotificationStates states,
            Purse purse,
            IlinkClient client,
            CurrentAccount account,
            AccountHealth health,
            DeliveryConfig config,
            WindowConfig window,
            QuietHours quiet,
            Language language,
            ZoneId zone,
            MessageLinks links,
            MediaFiles files,
            DeliveryMetrics metrics,
            Clock clock) {
        this.store = store;
        this.outbox = outbox;
        this.purse = purse;
        this.account = account;
        this.clock = clock;
        SendLedger ledger = new SendLedger(states, purse, config.rateLimitPause());
        DeliveryPolicy policy = new DeliveryPolicy(config, window, quiet);
        this.typing = new Typing(client, account::current, store, outbox, purse, Typing.LONGEST);
        this.sender = new Sender(
                store,
                outbox,
                purse,
                ledger,
                policy,
                new MessageBuilder(new Wording(language), zone, config, window, policy, links::linkTo),
                client,
                new Uploads(
                        store,
                        ledger,
                        client,
                        (file, reader) -> read(store, files, file, reader),
                        account::current,
                        health,
                        task -> Thread.ofVirtual().name("upload").start(task),
                        outbox::changed,
                        metrics::uploaded),
                account::current,
                health,
                (attempt, outcome) -> {
                    typing.end();
                    metrics.settled(attempt, outcome);
                },
                Sender.LONGEST_LOOK,
                clock);
        purse.onChange(outbox::changed);
        health.onChange(outbox::changed);
    }

    /** Finds the content of a file on the volume; a long text that goes as one is written for the upload. */
    private static UploadOutcome read(
            Store store, MediaFiles files, AttachmentEntry file, Function<Path, UploadOutcome> reader)
            throws IOException {
        String sha256 = file.attachment().sha256();
        if (!sha256.isEmpty()) {
            return reader.apply(files.path(sha256));
        }
        String text = store.read(tx -> DeliveryQueue.text(tx, file.seq()));
        Path written = files.newFile();
        try {
            Files.writeString(written, FileNotices.BYTE_ORDER_MARK + text);
            return reader.apply(written);
        } finally {
            Files.delete(written);
        }
    }

    void start(@Observes @Priority(1000) StartupEvent start) {
        thread.repeat(this::round);
    }

    /** Lets the send in flight end, and starts no other. */
    void stop(@Observes @Priority(100) ShutdownEvent stop) throws InterruptedException {
        typing.end();
        if (!thread.stop(LAST_SEND)) {
            LOG.warn("A send is still on its way; its answer counts as lost at the next start.");
        }
    }

    @Override
    public Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    private void round() throws InterruptedException {
        thread.heartbeat().beat();
        outbox.noticeChanges();
        Instant next = sender.step();
        Duration pause = pause(clock.instant(), next);
        if (pause.isPositive()) {
            awaitChange(pause);
        }
    }

    /** Never longer than the sender means it: the clock may have been set back since it looked. */
    static Duration pause(Instant now, Instant next) {
        Duration pause = Duration.between(now, next);
        return pause.compareTo(Sender.LONGEST_LOOK) < 0 ? pause : Sender.LONGEST_LOOK;
    }

    /** A change after a quiet time is seen at once; those of a storm gather. */
    private void awaitChange(Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        outbox.awaitChange(atMost);
        if (System.nanoTime() - began < GATHERING.toNanos()) {
            Thread.sleep(GATHERING);
        }
    }

    /** The pauses that refusals ask of the sender, for people. */
    public Pauses pauses() {
        return store.read(tx -> {
            SenderState state = SenderTable.state(tx);
            long newest = purse.newest(tx).map(PurseEntry::id).orElse(0L);
            Optional<Instant> refusedAt = Optional.ofNullable(state.refusedAt()).filter(at -> state.refusedIn(newest));
            return new Pauses(
                    Optional.ofNullable(state.rateLimitedUntil()),
                    refusedAt.map(at -> at.plus(SenderState.REFUSAL_PAUSE)),
                    state.isRestricted(),
                    account.current()
                            .flatMap(signedIn -> SenderTable.unableUntil(tx, signedIn.botId(), clock.instant())));
        });
    }

    /** When the sender looks at what waits for the next time; empty when only an event can change anything. */
    public Optional<Instant> nextLook() {
        return sender.nextLook();
    }

    /**
     * The reasons that slow the sender down.
     *
     * @param rateLimitedUntil nothing goes out before, when the server limited us
     * @param refusedUntil only one urgent probe goes out before, when the server refused early in the newest window
     * @param restricted whether the server takes messages and shows none
     * @param cannotUploadUntil before, no file goes out: the server said that the account cannot upload
     */
    public record Pauses(
            Optional<Instant> rateLimitedUntil,
            Optional<Instant> refusedUntil,
            boolean restricted,
            Optional<Instant> cannotUploadUntil) {
        /** Tells whether the rate limit holds everything. */
        public boolean limits(Instant now) {
            return rateLimitedUntil.filter(now::isBefore).isPresent();
        }

        /** Tells whether a send is possible as far as we know: the purse says so, and no refusal does otherwise. */
        public boolean leavesOpen(WindowView window, Instant now) {
            return window.open() && !refuses(now);
        }

        /** Tells whether the window counts as shut because the server refused; a message of the person ends it. */
        public boolean refuses(Instant now) {
            return refusedUntil.filter(now::isBefore).isPresent();
        }
    }
}
