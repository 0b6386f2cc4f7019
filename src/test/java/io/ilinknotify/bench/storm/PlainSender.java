package io.ilinknotify.bench.storm;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.bench.storm.Fate.Told;
import io.ilinknotify.delivery.SimulatedWire;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.OutgoingMessage;
import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.simulator.Phone;
import io.ilinknotify.simulator.Phone.BotCredentials;
import io.ilinknotify.simulator.SimulatedIlink;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What others do: one message an alert, first come, first served, and what is taken without an error is "sent". */
abstract sealed class PlainSender implements StormSender {
    final VirtualClock clock = new VirtualClock();
    final Deque<Alert> queue = new ArrayDeque<>();
    private final SimulatedIlink server = new SimulatedIlink(clock);
    private final SimulatedWire wire = new SimulatedWire(server);
    private final Phone phone = server.phone();
    private final BotCredentials credentials = server.signIn();
    private final Set<Alert> posted = new LinkedHashSet<>();
    private final Set<Alert> believedSent = new HashSet<>();
    private String context = "";
    private int messages;

    @Override
    public void post(Alert alert) {
        posted.add(alert);
        queue.add(alert);
    }

    @Override
    public void personWrites() {
        context = phone.write("ok");
    }

    @Override
    public void run(Duration time) {
        Instant end = clock.instant().plus(time);
        Instant next = work();
        while (next.isBefore(end)) {
            clock.advance(Duration.between(clock.instant(), next));
            next = work();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    @Override
    public void network(boolean there) {
        wire.network(there);
    }

    /** Does what can be done now; returns when there is more to do. */
    abstract Instant work();

    /** Whether the server took it without an error. */
    boolean send(Alert alert) {
        String clientId = "m" + ++messages;
        SendOutcome outcome = wire.sendMessage(
                new Account(
                        credentials.botToken(), credentials.botId(), phone.userId(), URI.create("http://127.0.0.1")),
                new OutgoingMessage.Text(clientId, context, alert.title() + "\n" + alert.text()));
        boolean taken = outcome instanceof SendOutcome.Sent || outcome instanceof SendOutcome.Unconfirmed;
        if (taken) {
            believedSent.add(alert);
        }
        return taken;
    }

    @Override
    public SimulatedIlink server() {
        return server;
    }

    @Override
    public Map<Alert, Fate> fates() {
        Map<String, Instant> shown = new HashMap<>();
        phone.messages().forEach(message -> shown.putIfAbsent(message.text(), message.at()));
        Map<Alert, Fate> fates = new LinkedHashMap<>();
        for (Alert alert : posted) {
            Instant at = shown.get(alert.title() + "\n" + alert.text());
            fates.put(
                    alert,
                    at == null
                            ? new Fate(Told.NEVER, null, believedSent.contains(alert))
                            : new Fate(Told.WHOLE, at, false));
        }
        return fates;
    }

    @Override
    public void close() {}

    /** Sends at once; what fails is tried three times more, after 2, 4 and 8 seconds, and then dropped. */
    static final class Naive extends PlainSender {
        private static final int TRIES = 4;
        private int failed;
        private Instant notBefore = Instant.MIN;

        @Override
        Instant work() {
            while (!queue.isEmpty() && !clock.instant().isBefore(notBefore)) {
                if (send(queue.element()) || ++failed == TRIES) {
                    queue.remove();
                    failed = 0;
                } else {
                    notBefore = clock.instant().plusSeconds(1L << failed);
                }
            }
            return queue.isEmpty() ? Instant.MAX : notBefore;
        }
    }

    /** Counts to eight after each message of the person, two seconds apart; the rest waits for the next one. */
    static final class Budget extends PlainSender {
        private static final int BUDGET = 8;
        private static final Duration APART = Duration.ofSeconds(2);
        private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
        private int left;
        private Instant notBefore = Instant.MIN;

        @Override
        public void personWrites() {
            super.personWrites();
            left = BUDGET;
        }

        @Override
        Instant work() {
            while (!queue.isEmpty() && left > 0 && !clock.instant().isBefore(notBefore)) {
                left--;
                boolean taken = send(queue.element());
                if (taken) {
                    queue.remove();
                }
                notBefore = clock.instant().plus(taken ? APART : AFTER_FAILURE);
            }
            return queue.isEmpty() || left == 0 ? Instant.MAX : notBefore;
        }
    }
}
