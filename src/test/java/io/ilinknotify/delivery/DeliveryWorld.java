package io.ilinknotify.delivery;

import io.ilinknotify.TemporaryDirectory;
import io.ilinknotify.TestStore;
import io.ilinknotify.VirtualClock;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Acceptance;
import io.ilinknotify.outbox.HousekeepingWorld;
import io.ilinknotify.outbox.NotificationStates;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import io.ilinknotify.render.Wording;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Phone.BotCredentials;
import io.ilinknotify.simulator.SimulatedIlink;
import io.ilinknotify.store.Store;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.WindowConfig;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole way from the outbox to the simulated phone under a virtual clock, without threads and sockets. */
public final class DeliveryWorld implements AutoCloseable {
    /** More of them without a breath, or that led to nothing, are a loop. */
    private static final int MOST_LOOKS = 50;
    /** Nothing is missed here: a week takes some hundred looks, and not twenty thousand. */
    private static final Duration LONGEST_LOOK = Duration.ofHours(1);

    final VirtualClock clock = new VirtualClock();
    public final SimulatedIlink server = new SimulatedIlink(clock);
    final Phone phone = server.phone();
    public final SimulatedWire wire = new SimulatedWire(server);
    final List<SendOutcome> outcomes = new ArrayList<>();
    final SimulatedFiles files = new SimulatedFiles(wire);
    Function<NotificationId, Optional<URI>> links = id -> Optional.empty();
    Supplier<Optional<Account>> signedIn = () -> Optional.of(this.account);
    private final Path file;
    private final DeliveryConfig delivery;
    private final WindowConfig window;
    private final QuietHours quiet;
    private Account account;
    private Store store;
    private Outbox outbox;
    private Purse purse;
    private AccountHealth health;
    private Sender sender;
    private int written;
    private @Nullable Path temporary;

    /** With a directory of its own, which goes with it, and default settings. */
    static DeliveryWorld thrifty() {
        return new DeliveryWorld(TemporaryDirectory.create(), TestSettings.Delivery.THRIFTY);
    }

    /** The same with one message for each notification. */
    static DeliveryWorld immediate() {
        return new DeliveryWorld(TemporaryDirectory.create(), TestSettings.Delivery.IMMEDIATE);
    }

    private DeliveryWorld(Path own, DeliveryConfig delivery) {
        this(own, delivery, TestSettings.Window.DEFAULTS);
        temporary = own;
    }

    public DeliveryWorld(Path directory, DeliveryConfig delivery, WindowConfig window) {
        this(directory, delivery, window, start -> QuietHours.of(Map.of(), ZoneOffset.UTC));
    }

    /** With quiet hours that are chosen by the time at which it all begins. */
    DeliveryWorld(
            Path directory, DeliveryConfig delivery, WindowConfig window, Function<Instant, QuietHours> quietHours) {
        this.quiet = quietHours.apply(clock.instant());
        directory.toFile().mkdirs();
        this.file = directory.resolve("agent.db");
        this.delivery = delivery;
        this.window = window;
        this.account = account(server.signIn());
        open();
    }

    private static Account account(BotCredentials c) {
        return new Account(c.botToken(), c.botId(), c.userId(), URI.create("http://127.0.0.1"));
    }

    private void open() {
        store = TestStore.open(file);
        outbox = new Outbox(store, TestSettings.Box.DEFAULTS, Duration.ofMinutes(15), clock);
        purse = new Purse(store, window, clock);
        health = new AccountHealth(store);
        SendLedger ledger = new SendLedger(new NotificationStates(outbox), purse, delivery.rateLimitPause());
        DeliveryPolicy policy = new DeliveryPolicy(delivery, window, quiet);
        sender = new Sender(
                store,
                outbox,
                purse,
                ledger,
                policy,
                new MessageBuilder(new Wording(Language.EN), ZoneOffset.UTC, delivery, window, policy, links),
                files,
                files.uploads(store, ledger, () -> signedIn.get(), health),
                () -> signedIn.get(),
                health,
                (dispatch, outcome) -> outcomes.add(outcome),
                LONGEST_LOOK,
                clock);
    }

    /** The process ends and starts again. */
    void restart() {
        store.close();
        open();
    }

    /** The person writes, and the poll brings it. */
    public void personWrites() {
        String text = "ok " + ++written;
        String token = phone.write(text);
        Instant now = clock.instant();
        store.write(tx -> purse.received(
                        tx,
                        new InboundMessage(
                                "in-" + written, phone.userId(), true, token, Optional.of(now), "digest-" + written),
                        now))
                .join();
    }

    /** What waited too long expires, as it does every ten seconds. */
    public void expire() {
        HousekeepingWorld.expire(store, outbox, clock);
    }

    public AccountHealth health() {
        return health;
    }

    /** A poll was answered. */
    public void polled() {
        store.write(tx -> {
                    health.polled(tx, clock.instant());
                    return true;
                })
                .join();
    }

    /** The server answered after polls had failed. */
    public void reached() {
        health.reached(clock.instant());
    }

    /** A poll was refused as stale. */
    public void pollRefused() {
        store.run(tx -> health.pollRefused(tx, clock.instant()));
    }

    /** A notification with a title and nothing special. */
    static NotificationDraft draft(Priority priority, @Nullable String title, String text) {
        return draft(priority, title, text, null, null, Phase.NONE);
    }

    static NotificationDraft draft(
            Priority priority,
            @Nullable String title,
            String text,
            @Nullable String dedupKey,
            @Nullable String thread,
            Phase phase) {
        return new NotificationDraft(
                "ci", "notify", title, text, priority, List.of(), null, dedupKey, thread, null, phase, false,
                List.of());
    }

    NotificationId post(Priority priority, String text) {
        return post(draft(priority, null, text));
    }

    public NotificationId post(NotificationDraft draft) {
        Acceptance acceptance = outbox.accept(draft, null).join();
        if (acceptance instanceof Acceptance.Accepted stored && !stored.duplicate()) {
            return stored.entry().notification().id();
        }
        throw new AssertionError("not stored: " + acceptance);
    }

    public OutboxEntry entry(NotificationId id) {
        return outbox.find(id).orElseThrow();
    }

    String standing(NotificationId id) {
        OutboxEntry entry = entry(id);
        return entry.state().code()
                + (entry.reason() == null ? "" : " " + entry.reason().code());
    }

    List<OutboxEntry> all() {
        return outbox.list(OutboxQuery.newest(500));
    }

    int used() {
        return purse.view().used();
    }

    Purse purse() {
        return purse;
    }

    Store store() {
        return store;
    }

    Outbox outbox() {
        return outbox;
    }

    /** A poll brings a message of the person: what it says of itself, and when it is received by our clock. */
    boolean received(String id, String context, String digest, @Nullable Instant createdAt) {
        Instant now = clock.instant();
        return store.write(tx -> purse.received(
                        tx,
                        new InboundMessage(id, account.userId(), true, context, Optional.ofNullable(createdAt), digest),
                        now))
                .join();
    }

    Phone otherPhone(String name) {
        return server.phone(name);
    }

    /** Lets the sender do what can be done at this very moment; returns when it wants to look again. */
    Instant settle() {
        Instant next = sender.step();
        for (int i = 0; !next.isAfter(clock.instant()); i++) {
            assertThat(i).as("looks at one and the same moment").isLessThan(MOST_LOOKS);
            next = sender.step();
        }
        return next;
    }

    /** Time passes, and the sender does its work in it. */
    public void run(Duration time) {
        Instant end = clock.instant().plus(time);
        Instant next = settle();
        int calls = wire.calls;
        for (int looks = 0; next.isBefore(end); looks++) {
            Duration pause = Duration.between(clock.instant(), next);
            looks = calls == wire.calls && pause.compareTo(Duration.ofSeconds(1)) < 0 ? looks : 0;
            assertThat(looks).as("hasty looks that led to nothing").isLessThan(MOST_LOOKS);
            calls = wire.calls;
            clock.advance(pause);
            next = settle();
        }
        clock.advance(Duration.between(clock.instant(), end));
        settle();
    }

    /** One look of the sender, for tests of a crash in it. */
    Instant step() {
        return sender.step();
    }

    void signInAgain(@Nullable String otherPerson) {
        Phone next = otherPerson == null ? phone : server.phone(otherPerson);
        account = account(next.signIn());
        health.renewed();
    }

    /** The server has seen nothing that the protocol forbids. */
    @Override
    public void close() {
        store.close();
        if (temporary != null) {
            TemporaryDirectory.delete(temporary);
        }
        assertThat(server.violations()).isEmpty();
    }
}
