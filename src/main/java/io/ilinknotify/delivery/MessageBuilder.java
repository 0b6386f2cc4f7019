package io.ilinknotify.delivery;

import io.ilinknotify.delivery.DeliveryQueue.WaitingNotification;
import io.ilinknotify.delivery.Suspects.Suspicion;
import io.ilinknotify.delivery.policy.Decision;
import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig.LongText;
import io.ilinknotify.delivery.policy.DeliveryConfig.Strategy;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.SenderContext;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.render.Composed;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.render.Composer;
import io.ilinknotify.render.Item;
import io.ilinknotify.render.MessageContext;
import io.ilinknotify.render.MessageContext.PendingMention;
import io.ilinknotify.render.Parts;
import io.ilinknotify.render.Wording;
import io.ilinknotify.store.Tx;
import io.ilinknotify.window.WindowConfig;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
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

/** Builds the message for a decision: reads what waits, never more of a text than a message can hold. */
final class MessageBuilder {
    /** More lines than this fit into no message. */
    private static final int MOST_ITEMS = 500;

    private final Composer composer;
    private final Parts parts;
    private final DeliveryConfig delivery;
    private final int reserve;
    private final Function<NotificationId, Optional<URI>> links;
    private final FileNotices files;

    /** @param links where a whole text can be read */
    MessageBuilder(
            Wording wording,
            ZoneId zone,
            DeliveryConfig delivery,
            WindowConfig window,
            DeliveryPolicy policy,
            Function<NotificationId, Optional<URI>> links) {
        this.composer = new Composer(wording, zone, delivery.maxLength(), delivery.markdown());
        this.parts = new Parts(wording, delivery.maxLength(), delivery.markdown());
        this.delivery = delivery;
        this.reserve = window.reserve().standard();
        this.links = links;
        this.files = new FileNotices(composer, wording, delivery, policy, links);
    }

    OutboundMessage build(Tx tx, Decision.Send send, Planner.StepPlan plan) {
        List<WaitingNotification> waiting = DeliveryQueue.first(tx, delivery.maxLength(), MOST_ITEMS);
        Optional<WaitingNotification> first =
                lead(tx, waiting, send, plan.context().now());
        boolean restricted = plan.context().sender().isRestricted();
        if (first.isEmpty() && restricted) {
            throw new Planner.PlanOutdated(); // withdrawn meanwhile: the others are not poured in for it
        }
        if (first.isEmpty()) {
            return merged(tx, waiting, send, plan);
        }
        WaitingNotification lead = first.get();
        if (lead.isSuspect()) {
            return bare(tx, restricted ? List.of(lead) : waiting, lead, send, plan);
        }
        boolean alerts = send.kind() == Kind.ALERTS;
        boolean parts = alerts && !restricted && delivery.longText() == LongText.PARTS;
        boolean rich = parts && lead.item().length() > delivery.maxLength() && isRich(tx, lead, plan);
        if (lead.toldParts() > 0 || rich) {
            return part(tx, lead, send, plan);
        }
        if (restricted || (alerts && delivery.strategy() == Strategy.IMMEDIATE)) {
            MessageContext s = surroundings(tx, send, plan, 1 + held(tx, lead, plan));
            List<Item> alone = items(tx, Stream.of(lead), plan);
            return message(tx, send, plan, lead.priority(), composer.compose(alone, List.of(), s), alone);
        }
        return merged(tx, waiting, send, plan);
    }

    /**
     * Finds the notification for which the message is made. One that waited already when a suspect was last tried goes
     * first, so that suspects hold nothing up for long; a reminder comes once, and is never spent on them.
     */
    private static Optional<WaitingNotification> lead(
            Tx tx, List<WaitingNotification> waiting, Decision.Send send, Instant now) {
        List<WaitingNotification> leading =
                waiting.stream().filter(w -> w.priority() == send.lead()).toList();
        Optional<WaitingNotification> other =
                leading.stream().filter(w -> !w.isSuspect()).findFirst();
        List<WaitingNotification> suspects =
                leading.stream().filter(WaitingNotification::isSuspect).toList();
        if (suspects.isEmpty() || send.kind() == Kind.REMINDER) {
            return other;
        }
        Instant tried = suspects.stream()
                .flatMap(w -> DeliveryTable.lastTry(tx, w.seq()).stream())
                .filter(at -> !at.isAfter(now)) // or else the clock was set back
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return other.filter(w -> !w.item().createdAt().isAfter(tried)).or(() -> Optional.of(suspects.getFirst()));
    }

    /** Suspects that may share a message, or a single one with its repeats, and nothing else. */
    private OutboundMessage bare(
            Tx tx,
            List<WaitingNotification> waiting,
            WaitingNotification lead,
            Decision.Send send,
            Planner.StepPlan plan) {
        Stream<WaitingNotification> together = waiting.stream()
                .filter(w -> w.isSuspect() && w.suspicion() == lead.suspicion())
                .filter(w -> lead.priority().atLeast(w.priority()));
        List<Item> items = items(tx, together, plan);
        int most = lead.suspicion() == Suspicion.ALONE ? 1 : items.size();
        Composed content = composer.bare(items, most, plan.context().now());
        return message(tx, send, plan, lead.priority(), content, List.of());
    }

    private OutboundMessage merged(
            Tx tx, List<WaitingNotification> waiting, Decision.Send send, Planner.StepPlan plan) {
        List<Item> items =
                items(tx, waiting.stream().filter(w -> w.suspicion() == Suspicion.NONE && w.toldParts() == 0), plan);
        MessageContext s = surroundings(tx, send, plan, count(tx, priority -> true));
        List<Long> others = s.last() && waiting.size() == MOST_ITEMS ? DeliveryQueue.others(tx, waiting) : List.of();
        Composed composed = composer.compose(items, others, s);
        if (composed.inclusions().isEmpty() && composed.mentioned().isEmpty() && send.kind() != Kind.REMINDER) {
            throw new Planner.PlanOutdated();
        }
        Set<Long> told = composed.inclusions().stream().map(Inclusion::seq).collect(Collectors.toSet());
        Priority most = waiting.stream() // the most urgent first
                .filter(w -> told.contains(w.seq()))
                .findFirst()
                .map(WaitingNotification::priority)
                .orElse(send.lead());
        return message(tx, send, plan, most, composed, items);
    }

    private List<Item> items(Tx tx, Stream<WaitingNotification> waiting, Planner.StepPlan plan) {
        List<Item> items =
                new ArrayList<>(waiting.map(WaitingNotification::item).toList());
        // Only the first that is too long may be cut to fill a message; of the others a beginning is enough.
        items.stream()
                .filter(item -> !item.isComplete())
                .findFirst()
                .ifPresent(item -> items.set(items.indexOf(item), item.with(DeliveryQueue.text(tx, item.seq()))));
        return items.stream().map(item -> files.named(tx, item, plan)).toList();
    }

    private boolean isRich(Tx tx, WaitingNotification w, Planner.StepPlan plan) {
        int needed = parts.count(files.named(tx, w.item(), plan), DeliveryQueue.text(tx, w.seq()));
        return needed > 1 && plan.context().window().remaining() - needed >= reserve;
    }

    private OutboundMessage part(Tx tx, WaitingNotification w, Decision.Send send, Planner.StepPlan plan) {
        String text = DeliveryQueue.text(tx, w.seq());
        boolean lastSend = plan.context().window().remaining() == 1;
        Optional<URI> link = links.apply(w.item().id());
        Item item = files.named(tx, w.item(), plan);
        Parts.Part part = parts.next(item, text, w.toldChars(), w.toldParts(), lastSend, link);
        if (part.last()) {
            int others =
                    delivery.strategy() == Strategy.IMMEDIATE ? held(tx, w, plan) : count(tx, priority -> true) - 1;
            MessageContext s = surroundings(tx, send, plan, 1 + others);
            return message(tx, send, plan, w.priority(), composer.ending(item, part, s), List.of(item));
        }
        Inclusion inclusion = new Inclusion(w.seq(), Coverage.LINE, part.upto());
        Composed content = new Composed(part.text(), List.of(inclusion), List.of());
        return message(tx, send, plan, w.priority(), content, List.of());
    }

    private MessageContext surroundings(Tx tx, Decision.Send send, Planner.StepPlan plan, int waiting) {
        SenderContext context = plan.context();
        List<PendingMention> mentions = PendingMentionTable.all(tx);
        boolean release = send.kind() == Kind.RELEASE;
        Instant opened = context.window().openedAt();
        return new MessageContext(
                context.now(),
                opened == null ? context.now() : opened,
                context.window().closesAt(),
                context.window().remaining() - 1,
                waiting,
                silence(tx, plan),
                release,
                release && context.released() == DeliveryPolicy.RELEASE_MESSAGES - 1,
                send.kind() == Kind.REMINDER,
                mayName(tx, mentions),
                mentions,
                links,
                files.needReply(tx, plan));
    }

    /**
     * A name below the notifications may be what the server does not take, and would spoil every message: none is shown
     * while a search goes on, nor of those that stood in a message that was called invalid.
     */
    private static boolean mayName(Tx tx, List<PendingMention> mentions) {
        List<Long> seqs = mentions.stream().map(PendingMention::seq).toList();
        return !Suspects.anyWaits(tx) && !DeliveryTable.wasRefused(tx, seqs);
    }

    private static int count(Tx tx, Predicate<Priority> which) {
        return DeliveryQueue.counts(tx).entrySet().stream()
                .filter(count -> which.test(count.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Counts the notifications besides this one that wait for something to change, while others go one by one. */
    private static int held(Tx tx, WaitingNotification told, Planner.StepPlan plan) {
        Predicate<Priority> isHeld = priority ->
                plan.standings().texts().getOrDefault(priority, WaitStatus.NEXT).state() == State.HELD;
        int all = count(tx, isHeld);
        return isHeld.test(told.priority()) ? all - 1 : all; // a probe: the others of its priority do not go
    }

    /** The notifications that quiet hours hold now. */
    private static MessageContext.QuietTime silence(Tx tx, Planner.StepPlan plan) {
        Set<Priority> priorities = plan.standings().texts().entrySet().stream()
                .filter(standing -> standing.getValue().reason() == Reason.QUIET)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return priorities.isEmpty()
                ? MessageContext.QuietTime.NONE
                : new MessageContext.QuietTime(priorities, count(tx, priorities::contains));
    }

    /** @param items those whose texts may go as files */
    private OutboundMessage message(
            Tx tx, Decision.Send send, Planner.StepPlan plan, Priority most, Composed content, List<Item> items) {
        Map<Long, Attachment> texts = files.texts(tx, content, items);
        Composed filed = texts.isEmpty() ? content : files.filed(content, items);
        return new OutboundMessage(send.kind(), plan.context().purse(), most, send.since(), filed, texts, null);
    }
}
