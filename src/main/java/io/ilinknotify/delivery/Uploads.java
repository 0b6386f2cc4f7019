package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.health.Pauses;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.MediaKind;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.ilink.UploadOutcome.Uploaded;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.Tx;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Uploads one file at a time, aside, so that no text waits for it; the sender begins an upload and settles it at a later
 * look. An upload spends nothing.
 */
final class Uploads {
    private static final Logger LOG = Logger.getLogger(Uploads.class);
    /** The pauses after failed uploads of a file; after one more it waits for the person to write. */
    private static final Pauses PAUSES = Pauses.ofSeconds(60, 300, 1800);

    /** Nobody has said how long an uploaded file lies there; it is used at once, unless texts come first. */
    private static final Duration FRESH = Duration.ofMinutes(30);

    private final Store store;
    private final SendLedger ledger;
    private final MessageSender wire;
    private final Contents contents;
    private final Supplier<Optional<Account>> account;
    private final AccountHealth health;
    private final Executor aside;
    private final Runnable wake;
    private final BiConsumer<Attachment, UploadOutcome> listener;
    private boolean running;
    private volatile @Nullable Ended ended;
    private @Nullable UploadedFile uploaded;
    private Instant uploadedAt = Instant.MIN;
    private @Nullable Instant againAt;

    /**
     * @param aside where uploads run
     * @param wake the sender, when one has ended
     */
    Uploads(
            Store store,
            SendLedger ledger,
            MessageSender wire,
            Contents contents,
            Supplier<Optional<Account>> account,
            AccountHealth health,
            Executor aside,
            Runnable wake,
            BiConsumer<Attachment, UploadOutcome> listener) {
        this.store = store;
        this.ledger = ledger;
        this.wire = wire;
        this.contents = contents;
        this.account = account;
        this.health = health;
        this.aside = aside;
        this.wake = wake;
        this.listener = listener;
    }

    /** Has a file read while its content is there. */
    @FunctionalInterface
    interface Contents {
        UploadOutcome read(AttachmentEntry file, Function<Path, UploadOutcome> reader) throws IOException;
    }

    /**
     * A file of a notification that lies on the server's CDN: what a message brings, and its repeat.
     *
     * @param seq the notification
     * @param number which of its files
     * @param bot the account that uploaded it; no other may use it
     */
    record UploadedFile(long seq, int number, MediaKind kind, String name, String bot, Uploaded uploaded) {}

    private record Ended(Account account, AttachmentEntry file, UploadOutcome outcome) {}

    /** Begins to upload a file, unless another upload goes on; says whether one has ended by then. */
    boolean begin(Account signedIn, WaitingFile file) {
        Optional<AttachmentEntry> entry =
                running ? Optional.empty() : store.read(tx -> AttachmentTable.find(tx, file.seq(), file.number()));
        entry.ifPresent(found -> {
            running = true;
            aside.execute(() -> upload(signedIn, found));
        });
        return ended != null;
    }

    private void upload(Account signedIn, AttachmentEntry file) {
        UploadOutcome outcome = new UploadOutcome.Lost("a fault of ours");
        try {
            outcome = contents.read(file, content -> wire.upload(signedIn, kind(file.attachment()), content));
        } catch (IOException e) {
            outcome = new UploadOutcome.Refused("it cannot be read from the volume: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A fault of ours ended an upload", e);
        } finally {
            ended = new Ended(signedIn, file, outcome);
            wake.run();
        }
    }

    private static MediaKind kind(Attachment file) {
        if (file.type().startsWith("image/")) {
            return MediaKind.IMAGE;
        }
        return file.type().equals("video/mp4") ? MediaKind.VIDEO : MediaKind.FILE;
    }

    void settle(Instant now) {
        Ended last = ended;
        if (last == null) {
            return;
        }
        store.run(tx -> settle(tx, last, now));
        ended = null;
        running = false;
        listener.accept(last.file().attachment(), last.outcome());
    }

    private void settle(Tx tx, Ended last, Instant now) {
        long seq = last.file().seq();
        int number = last.file().number();
        String bot = last.account().botId();
        switch (last.outcome()) {
            case UploadOutcome.Uploaded done -> {
                Attachment file = last.file().attachment();
                uploaded = new UploadedFile(seq, number, kind(file), file.name(), bot, done);
                uploadedAt = now;
                againAt = null;
                SenderTable.able(tx, bot);
            }
            case UploadOutcome.Refused refused ->
                AttachmentTable.stand(tx, seq, number, WaitStatus.held(Reason.REJECTED), refused.said());
            case UploadOutcome.Unable unable -> SenderTable.unable(tx, bot, now);
            case UploadOutcome.StaleToken stale -> {
                if (account.get().filter(last.account()::equals).isPresent()) {
                    health.sendRefused(tx, now);
                }
            }
            case UploadOutcome.RateLimited limited -> ledger.rateLimited(tx, now);
            case UploadOutcome.NotReached notReached -> againAt = now.plus(PAUSES.after(1));
            case UploadOutcome.Lost lost -> {
                int failed = last.file().tries() + 1;
                boolean over = failed > PAUSES.steps().size();
                AttachmentTable.tried(tx, seq, number);
                WaitStatus standing = over ? WaitStatus.held(Reason.CANNOT_UPLOAD) : WaitStatus.NEXT;
                AttachmentTable.stand(tx, seq, number, standing, lost.cause());
                againAt = now.plus(PAUSES.after(failed));
            }
        }
    }

    /** This file as it lies on the CDN, when it was uploaded by this account just now. */
    Optional<UploadedFile> uploaded(WaitingFile file, Account signedIn, Instant now) {
        return Optional.ofNullable(uploaded)
                .filter(known -> known.seq() == file.seq() && known.number() == file.number())
                .filter(known -> known.bot().equals(signedIn.botId()))
                .filter(known -> now.isBefore(uploadedAt.plus(FRESH)) && !now.isBefore(uploadedAt));
    }

    /** When an upload may be tried again after one failed; {@code null} when none did. */
    @Nullable
    Instant againAt() {
        return againAt;
    }

    void clockWasSet() {
        againAt = null;
    }
}
