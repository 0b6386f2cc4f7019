package io.ilinknotify.bench.storm;

import io.ilinknotify.bench.storm.Fate.Told;
import io.ilinknotify.delivery.DeliveryWorld;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.simulator.RecordedSend;
import io.ilinknotify.simulator.SimulatedIlink;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/** The agent itself, from its outbox to the wire. What it records of an alert is held against the phone. */
final class AgentSender implements StormSender {
    private static final Pattern EXPIRED = Pattern.compile("⌛ (\\d+) expired");

    /** A poll that is held tells nothing before it is answered; a minute stands for 35 seconds. */
    private static final Duration HELD = Duration.ofMinutes(1);
    /** The longest time from the return of a network to the next poll. */
    private static final Duration UNREACHED = Duration.ofSeconds(5);

    private final DeliveryWorld world;
    private boolean network = true;
    private boolean polls;
    private boolean pollsRefused;
    private Instant nextPoll = Instant.MIN;
    private final LinkedHashMap<Alert, NotificationId> posted = new LinkedHashMap<>();

    AgentSender(DeliveryWorld world) {
        this.world = world;
    }

    @Override
    public void post(Alert alert) {
        NotificationDraft draft = new NotificationDraft(
                "bench",
                "notify",
                alert.title(),
                alert.text(),
                alert.priority(),
                List.of(),
                null,
                null,
                alert.thread(),
                null,
                alert.phase(),
                false,
                List.of());
        posted.put(alert, world.post(draft));
    }

    @Override
    public void personWrites() {
        world.personWrites();
    }

    @Override
    public void network(boolean there) {
        if (there != network) {
            network = there;
            world.wire.network(there);
            nextPoll = there ? now().plus(UNREACHED) : Instant.MAX;
        }
    }

    @Override
    public void polls(boolean refused) {
        if (nextPoll.equals(Instant.MIN) || (refused && !pollsRefused)) {
            nextPoll = now();
        }
        polls = true;
        pollsRefused = refused;
    }

    @Override
    public void run(Duration time) {
        world.expire();
        Instant end = now().plus(time);
        while (polls && nextPoll.isBefore(end)) {
            world.run(Duration.between(now(), nextPoll));
            poll();
        }
        world.run(Duration.between(now(), end));
    }

    private void poll() {
        if (pollsRefused) {
            world.pollRefused();
            nextPoll = requireNonNull(world.health().state().polls().nextTry());
        } else {
            world.reached();
            world.polled();
            nextPoll = now().plus(HELD);
        }
    }

    private Instant now() {
        return world.server.clock().instant();
    }

    @Override
    public SimulatedIlink server() {
        return world.server;
    }

    @Override
    public Map<Alert, Fate> fates() {
        Map<String, RecordedSend> shown = new HashMap<>();
        server().phone().messages().forEach(message -> shown.put(message.messageId(), message));
        Map<Alert, Fate> fates = new LinkedHashMap<>();
        Map<String, Fate> ofThread = new HashMap<>();
        for (Map.Entry<Alert, NotificationId> one : posted.reversed().entrySet()) {
            Alert alert = one.getKey();
            OutboxEntry entry = world.entry(one.getValue());
            Fate fate = switch (entry.state()) {
                case SENT -> told(alert, entry, shown.get(entry.messageId()));
                case SUPERSEDED -> replaced(ofThread.get(alert.thread()));
                case EXPIRED -> expired();
                case UNKNOWN, UNCONFIRMED -> doubted(alert);
                case QUEUED, HELD, SENDING, FAILED, CANCELLED -> Fate.NEVER;
            };
            if (alert.thread() != null) {
                ofThread.put(alert.thread(), fate);
            }
            fates.put(alert, fate);
        }
        return fates;
    }

    /** The record says how much of it the message tells; the phone has to show just that. */
    private static Fate told(Alert alert, OutboxEntry entry, @Nullable RecordedSend message) {
        if (message == null) {
            return new Fate(Told.NEVER, null, true);
        }
        boolean holds = switch (entry.told()) {
            case WHOLE ->
                message.text().contains(alert.title()) && message.text().contains(alert.text());
            case LINE -> message.text().lines().anyMatch(line -> names(line, alert));
            case COUNTED -> message.text().matches("(?s).*(×\\d+|more, not listed|\\d+ resolved).*");
            case null -> false;
        };
        return new Fate(Told.valueOf(String.valueOf(entry.told())), message.at(), !holds);
    }

    /** The line of several has to name the host, or a range with it. */
    private static boolean names(String line, Alert alert) {
        if (!line.contains(alert.title() + " ×")) {
            return line.contains(alert.title());
        }
        int host = Integer.parseInt(alert.text().replaceAll("\\D", ""));
        String hosts = line.replaceFirst(".*: seen on host ", "").replaceFirst(" \\(.*", "");
        return Arrays.stream(hosts.split(", "))
                .map(range -> range.split("…"))
                .anyMatch(range -> range.length > 0
                        && !range[0].isEmpty()
                        && Integer.parseInt(range[0]) <= host
                        && host <= Integer.parseInt(range[range.length - 1]));
    }

    /** What may not have arrived is named by a later message. */
    private Fate doubted(Alert alert) {
        return server().phone().messages().stream()
                .filter(message ->
                        message.text().lines().anyMatch(line -> line.startsWith("❔") && line.contains(alert.title())))
                .findFirst()
                .map(message -> new Fate(Told.LINE, message.at(), false))
                .orElse(Fate.NEVER);
    }

    private static Fate replaced(@Nullable Fate successor) {
        return successor == null || successor.told() == Told.NEVER
                ? Fate.NEVER
                : new Fate(Told.REPLACED, successor.at(), false);
    }

    /** An alert that expired is told as one of a number; all of them, or their number is not the truth. */
    private Fate expired() {
        long expired = posted.values().stream()
                .filter(id -> world.entry(id).state() == State.EXPIRED)
                .count();
        long counted = 0;
        Instant at = Instant.MIN;
        for (RecordedSend message : server().phone().messages()) {
            Matcher line = EXPIRED.matcher(message.text());
            if (line.find()) {
                counted += Long.parseLong(line.group(1));
                at = message.at();
            }
        }
        return counted == expired ? new Fate(Told.COUNTED, at, false) : Fate.NEVER;
    }

    @Override
    public void close() {
        world.close();
    }
}
