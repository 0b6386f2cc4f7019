package io.ilinknotify.delivery;

import io.ilinknotify.delivery.DeliveryQueue.Unsaid;
import io.ilinknotify.delivery.DeliveryQueue.Waiting;
import io.ilinknotify.delivery.Outgoing.Carry;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig.Strategy;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.Kind;
import io.ilinknotify.delivery.policy.SenderContext;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Told;
import io.ilinknotify.outbox.Standing;
import io.ilinknotify.render.Composed;
import io.ilinknotify.render.Composer;
import io.ilinknotify.render.Item;
import io.ilinknotify.render.Parts;
import io.ilinknotify.render.Surroundings;
import io.ilinknotify.render.Surroundings.Past;
import io.ilinknotify.store.Tx;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the message for a decision: reads what waits, never more of a text than a message can hold. */
final class Writer {
    /** More lines than this fit into no message. */
    private static final int MOST_ITEMS = 500;

    private final DeliveryQueue queue;
    private final Composer composer;
    private final Parts parts;
    private final DeliveryConfig delivery;
    private final int reserve;
    private final Function<NotificationId, Optional<URI>> links;

    /**
     * @param reserve sends that must be left after the last part of a long text
     * @param links where a whole text can be read
     */
    Writer(
            DeliveryQueue queue,
            Composer composer,
            Parts parts,
            DeliveryConfig delivery,
            int reserve,
            Function<NotificationId, Optional<URI>> links) {
        this.queue = queue;
        this.composer = composer;
        this.parts = parts;
        this.delivery = delivery;
        this.reserve = reserve;
        this.links = links;
    }

    Outgoing write(Tx tx, Decision.Send send, Planner.Plan plan) {
        List<Waiting> waiting = queue.first(tx, delivery.maxLength(), MOST_ITEMS);
        Optional<Waiting> first = lead(tx, waiting, send, plan.context().now());
        if (first.isEmpty()) {
            return merged(tx, waiting, send, plan);
        }
        Waiting lead = first.get();
        if (lead.isSuspect()) {
            return bare(tx, waiting, lead, send, plan);
        }
        boolean alerts = send.kind() == Kind.ALERTS;
        if (lead.toldParts() > 0 || (alerts && lead.length() > delivery.maxLength() && isRich(tx, lead, plan))) {
            return part(tx, lead, send, plan);
        }
        if (alerts && delivery.strategy() == Strategy.IMMEDIATE) {
            Surroundings s = surroundings(tx, send, plan, 1 + held(tx, lead, plan));
            return outgoing(send, plan, lead.priority(), composer.compose(List.of(item(lead)), 0, s));
        }
        return merged(tx, waiting, send, plan);
    }

    /**
     * The one for which the message is made. What waits goes ahead of what was called invalid since it came, so that a
     * search for the guilty one holds nothing up for long; and of the search the largest part goes first, as most of the
     * innocent are in it. A reminder is no turn of the search: it comes once.
     */
    private static Optional<Waiting> lead(Tx tx, List<Waiting> waiting, Decision.Send send, Instant now) {
        List<Waiting> leading =
                waiting.stream().filter(w -> w.priority() == send.lead()).toList();
        Optional<Waiting> other = leading.stream().filter(w -> !w.isSuspect()).findFirst();
        List<Waiting> suspects = leading.stream().filter(Waiting::isSuspect).toList();
        if (suspects.isEmpty() || send.kind() == Kind.REMINDER) {
            return other;
        }
        Instant tried = suspects.stream()
                .flatMap(w -> DeliveryTable.lastTry(tx, w.seq()).stream())
                .filter(at -> !at.isAfter(now)) // or else the clock was set back
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return other.filter(w -> !w.createdAt().isAfter(tried))
                .or(() -> suspects.stream().reduce((a, b) -> b.together() > a.together() ? b : a));
    }

    /** Suspects of one search, and nothing else. */
    private Outgoing bare(Tx tx, List<Waiting> waiting, Waiting lead, Decision.Send send, Planner.Plan plan) {
        Stream<Waiting> suspects = waiting.stream()
                .filter(w -> w.isSuspect()
                        && w.together() == lead.together()
                        && lead.priority().atLeast(w.priority()));
        Instant now = plan.context().now();
        return outgoing(send, plan, lead.priority(), composer.bare(items(tx, suspects), lead.together(), now));
    }

    private Outgoing merged(Tx tx, List<Waiting> waiting, Decision.Send send, Planner.Plan plan) {
        List<Item> items = items(tx, waiting.stream().filter(w -> w.together() == 0 && w.toldParts() == 0));
        Surroundings s = surroundings(tx, send, plan, total(tx));
        List<Long> uncounted = s.last() && waiting.size() == MOST_ITEMS ? others(tx, waiting) : List.of();
        Composed composed = composer.compose(items, uncounted.size(), s);
        Set<Long> told = composed.tellings().stream().map(Composed.Telling::seq).collect(Collectors.toSet());
        Priority most = waiting.stream() // the most urgent first
                .filter(w -> told.contains(w.seq()))
                .findFirst()
                .map(Waiting::priority)
                .orElse(send.lead());
        Outgoing message = outgoing(send, plan, most, composed);
        if (message.carries().isEmpty() && message.mentions().isEmpty() && send.kind() != Kind.REMINDER) {
            throw new SendLedger.PlanOutdated();
        }
        List<Carry> carries = new ArrayList<>(message.carries());
        uncounted.forEach(seq -> carries.add(new Carry(seq, Told.COUNTED, null)));
        return new Outgoing(
                send.kind(), message.purse(), most, send.since(), message.text(), carries, message.mentions());
    }

    private List<Item> items(Tx tx, Stream<Waiting> waiting) {
        List<Item> items = new ArrayList<>(waiting.map(Writer::item).toList());
        // Only the first that is too long may be cut to fill a message; of the others a beginning is enough.
        items.stream()
                .filter(item -> !item.isComplete())
                .findFirst()
                .ifPresent(item -> items.set(items.indexOf(item), item.with(queue.text(tx, item.seq()))));
        return items;
    }

    private List<Long> others(Tx tx, List<Waiting> known) {
        Set<Long> seqs = known.stream().map(Waiting::seq).collect(Collectors.toSet());
        return queue.others(tx, seqs);
    }

    private boolean isRich(Tx tx, Waiting w, Planner.Plan plan) {
        int needed = parts.count(item(w), queue.text(tx, w.seq()));
        return needed > 0 && plan.context().window().remaining() - needed >= reserve;
    }

    private Outgoing part(Tx tx, Waiting w, Decision.Send send, Planner.Plan plan) {
        String text = queue.text(tx, w.seq());
        int left = plan.context().window().remaining();
        Parts.Part part = parts.next(item(w), text, w.toldChars(), w.toldParts(), left == 1, links.apply(w.id()));
        if (part.last()) {
            int others = delivery.strategy() == Strategy.IMMEDIATE ? held(tx, w, plan) : total(tx) - 1;
            return outgoing(
                    send, plan, w.priority(), composer.ending(item(w), part, surroundings(tx, send, plan, 1 + others)));
        }
        Carry carry = new Carry(w.seq(), Told.LINE, part.upto());
        return new Outgoing(
                send.kind(),
                plan.context().purse(),
                w.priority(),
                send.since(),
                part.text(),
                List.of(carry),
                List.of());
    }

    private Surroundings surroundings(Tx tx, Decision.Send send, Planner.Plan plan, int waiting) {
        SenderContext context = plan.context();
        List<Unsaid> unsaid = queue.unsaid(tx);
        boolean release = send.kind() == Kind.RELEASE;
        Instant opened = context.window().openedAt();
        return new Surroundings(
                context.now(),
                opened == null ? context.now() : opened,
                context.window().closesAt(),
                context.window().remaining() - 1,
                waiting,
                silence(tx, plan),
                release,
                release && plan.summary().released() == DeliveryPolicy.RELEASE_MESSAGES - 1,
                send.kind() == Kind.REMINDER,
                mayName(tx, unsaid),
                pasts(unsaid, false),
                pasts(unsaid, true),
                links);
    }

    /**
     * A name below the notifications may be what the server does not take, and would spoil every message: none is shown
     * while a search goes on, nor of those that stood in a message that was called invalid.
     */
    private boolean mayName(Tx tx, List<Unsaid> unsaid) {
        return !queue.hasSuspects(tx)
                && !DeliveryTable.wasRefused(
                        tx, unsaid.stream().map(Unsaid::seq).toList());
    }

    private int total(Tx tx) {
        return queue.counts(tx).values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What waits for something to change besides this one, while others of its kind go one by one. */
    private int held(Tx tx, Waiting told, Planner.Plan plan) {
        Predicate<Priority> isHeld = priority ->
                plan.standings().getOrDefault(priority, Standing.NEXT).state() == State.HELD;
        int all = queue.counts(tx).entrySet().stream()
                .filter(count -> isHeld.test(count.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return isHeld.test(told.priority()) ? all - 1 : all; // a probe: the others of its priority do not go
    }

    /** What quiet hours hold now. */
    private Surroundings.Silence silence(Tx tx, Planner.Plan plan) {
        Set<Priority> priorities = plan.standings().entrySet().stream()
                .filter(standing -> standing.getValue().reason() == Reason.QUIET)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (priorities.isEmpty()) {
            return Surroundings.Silence.NONE;
        }
        int waiting = queue.counts(tx).entrySet().stream()
                .filter(count -> priorities.contains(count.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return new Surroundings.Silence(priorities, waiting);
    }

    private static List<Past> pasts(List<Unsaid> unsaid, boolean expired) {
        return unsaid.stream()
                .filter(u -> u.expired() == expired)
                .map(u -> new Past(u.seq(), u.name(), u.createdAt(), u.count()))
                .toList();
    }

    private static Outgoing outgoing(Decision.Send send, Planner.Plan plan, Priority most, Composed composed) {
        List<Carry> carries = composed.tellings().stream()
                .map(telling -> new Carry(telling.seq(), telling.told(), null))
                .toList();
        return new Outgoing(
                send.kind(),
                plan.context().purse(),
                most,
                send.since(),
                composed.text(),
                carries,
                composed.mentioned());
    }

    private static Item item(Waiting w) {
        return new Item(
                w.seq(),
                w.id(),
                w.priority(),
                w.phase(),
                w.title(),
                w.text(),
                w.length(),
                w.tags(),
                w.url(),
                w.createdAt());
    }
}
