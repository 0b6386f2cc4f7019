package io.ilinknotify.delivery;

import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.MediaKind;
import io.ilinknotify.ilink.MessageSender;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.store.Store;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Uploads without a socket; the simulated phone shows a file as its name, for to the purse it is a send like any other. */
final class SimulatedFiles implements MessageSender {
    /** How a file begins on the simulated phone. */
    static final String SHOWN = "file: ";

    private final SimulatedWire wire;
    private final Deque<UploadOutcome> scripted = new ArrayDeque<>();
    private final Deque<Runnable> slow = new ArrayDeque<>();
    private Consumer<OutgoingMessage.Media> watcher = message -> {};
    private boolean slowly;
    private boolean ends;
    /** The names of the files whose upload began. */
    final List<String> begun = new ArrayList<>();

    final List<UploadOutcome> outcomes = new ArrayList<>();
    final List<OutgoingMessage.Media> sent = new ArrayList<>();

    SimulatedFiles(SimulatedWire wire) {
        this.wire = wire;
    }

    Uploads uploads(Store store, SendLedger ledger, Supplier<Optional<Account>> account, AccountHealth health) {
        slow.clear();
        return new Uploads(
                store,
                ledger,
                this,
                (file, use) -> use.apply(Path.of(file.attachment().name())),
                account,
                health,
                task -> {
                    if (slowly) {
                        slow.add(task);
                    } else {
                        task.run();
                    }
                },
                () -> {},
                (file, outcome) -> outcomes.add(outcome));
    }

    /** The next upload ends like this. */
    void next(UploadOutcome outcome) {
        scripted.add(outcome);
    }

    /** From now on an upload takes its time. */
    void slowly() {
        slowly = true;
    }

    /** From now on an upload takes no time; one that goes on ends. */
    void atOnce() {
        slowly = false;
        slow.forEach(Runnable::run);
        slow.clear();
    }

    /** The upload that goes on ends. */
    void arrive() {
        slow.remove().run();
    }

    /** The process ends in the next upload. */
    void endAtNextUpload() {
        ends = true;
    }

    /** Sees every file that is about to leave. */
    void watch(Consumer<OutgoingMessage.Media> each) {
        watcher = each;
    }

    @Override
    public UploadOutcome upload(Account session, MediaKind kind, Path file) {
        begun.add(file.toString());
        if (ends) {
            ends = false;
            throw new SimulatedWire.Crash();
        }
        if (!scripted.isEmpty()) {
            return scripted.remove();
        }
        return wire.isDown()
                ? new UploadOutcome.NotReached("no network")
                : new UploadOutcome.Uploaded("reference-" + begun.size(), "0".repeat(32), 17, 32);
    }

    @Override
    public SendOutcome sendMessage(Account session, OutgoingMessage message) {
        return switch (message) {
            case OutgoingMessage.Text text -> wire.sendMessage(session, text);
            case OutgoingMessage.Media m -> {
                watcher.accept(m);
                sent.add(m);
                yield wire.send(session, new OutgoingMessage.Text(m.clientId(), m.contextToken(), SHOWN + m.name()));
            }
        };
    }
}
