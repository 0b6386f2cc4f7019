package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.ShortTime;
import io.ilinknotify.notification.Text;
import io.ilinknotify.render.MessageDraft.DraftInput;
import io.ilinknotify.render.MessageDraft.Form;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one message of what waits: urgent ones first and whole, the rest as lines, repeats as one line with a count.
 * Whatever it says it tells, it says how much. Pure.
 */
public final class Composer {
    private final int maxLength;
    private final Block block;
    private final Lines lines;
    private final HeaderFooter headerFooter;

    /**
     * @param wording the agent's own words
     * @param zone of every time
     * @param maxLength code points in one message
     */
    public Composer(Wording wording, ZoneId zone, int maxLength) {
        this.maxLength = maxLength;
        ShortTime times = new ShortTime(zone);
        this.block = new Block(wording);
        this.lines = new Lines(wording, times);
        this.headerFooter = new HeaderFooter(wording, lines, times, maxLength);
    }

    /**
     * A message of as many as fit.
     *
     * @param items what waits, the most urgent first and then in the order of acceptance
     * @param uncounted how many more wait that are not among the items
     */
    public Composed compose(List<Item> items, int uncounted, MessageContext s) {
        List<Item> resolved = s.release() ? only(items, true) : List.of();
        List<Item> telling = s.release() ? only(items, false) : items;
        MessageDraft draft = new MessageDraft(
                block, lines, headerFooter, maxLength, new DraftInput(telling, resolved, uncounted), s);
        boolean allCritical = addCritical(draft, telling);
        if (allCritical || s.last()) {
            if (!s.release()) {
                addHigh(draft, telling);
            }
            List<Item> rest =
                    telling.stream().filter(item -> !draft.tells(item)).toList();
            addLines(draft, Group.by(item -> item.priority() + "\n" + item.phase() + "\n" + item.name(), rest));
            addWhole(draft);
        }
        return draft.finished();
    }

    /**
     * A message of the plain words of some and nothing around them, for a server that called the first try invalid: no
     * sign, no tags, no links, and nothing is only counted.
     *
     * @param items the most urgent first
     * @param most how many different texts it may tell; of the items as many as fit
     */
    public Composed bare(List<Item> items, int most, Instant now) {
        List<Item> plain = items.stream().map(Item::plain).toList();
        MessageDraft draft = new MessageDraft(
                block, lines, headerFooter, maxLength, new DraftInput(plain, List.of(), 0), MessageContext.none(now));
        List<Group> groups = Group.by(item -> item.isComplete() ? item.likeness() : "" + item.seq(), plain);
        addLines(draft, groups.stream().limit(most).toList());
        addWhole(draft);
        Composed composed = draft.finished();
        Set<Long> shortened = items.stream()
                .filter(item -> !Block.tail(item).isEmpty())
                .map(Item::seq)
                .collect(Collectors.toSet());
        return new Composed(
                composed.text(),
                composed.inclusions().stream()
                        .map(inclusion -> shortened.contains(inclusion.seq())
                                ? new Inclusion(inclusion.seq(), Coverage.LINE)
                                : inclusion)
                        .toList(),
                List.of());
    }

    /** The last part of a long text, and what a message says below its notifications as far as there is room. */
    public Composed ending(Item item, Parts.Part part, MessageContext s) {
        String text = part.text() + "\n";
        int held = s.waiting() - 1;
        boolean quiet = held > 0 && s.silence().waiting() - (s.silence().holds(item) ? 1 : 0) == held;
        HeaderFooter.Below below =
                headerFooter.below(s, HeaderFooter.Counts.held(held, quiet), maxLength - Text.length(text));
        boolean fits = !below.lines().isEmpty() && Text.length(text) + below.length() <= maxLength;
        return new Composed(
                fits ? text + String.join("\n", below.lines()) : part.text(),
                List.of(new Inclusion(item.seq(), part.whole() ? Coverage.WHOLE : Coverage.LINE)),
                fits ? below.mentioned() : List.of());
    }

    private static List<Item> only(List<Item> items, Priority priority) {
        return items.stream().filter(item -> item.priority() == priority).toList();
    }

    private static List<Item> only(List<Item> items, boolean resolved) {
        return items.stream()
                .filter(item -> (item.phase() == Phase.RESOLVED) == resolved)
                .toList();
    }

    /** Critical ones whole, in their order; {@code false} when one of them has to wait for the next message. */
    private static boolean addCritical(MessageDraft draft, List<Item> items) {
        List<Item> critical = only(items, Priority.CRITICAL);
        for (Group group : Group.by(Item::likeness, critical)) {
            if (!draft.add(group, Form.WHOLE)) {
                boolean alone = draft.isEmpty();
                if (alone) {
                    draft.addCut(group);
                }
                return alone && critical.size() == group.size();
            }
        }
        return true;
    }

    /** Those of high priority whole if all of them fit; else they are lines like the rest: a storm is one message. */
    private static void addHigh(MessageDraft draft, List<Item> items) {
        int before = draft.slots().size();
        for (Group group : Group.by(Item::likeness, only(items, Priority.HIGH))) {
            if (!draft.add(group, Form.WHOLE)) {
                draft.backTo(before);
                return;
            }
        }
    }

    private static void addLines(MessageDraft draft, List<Group> groups) {
        for (Group group : groups) {
            if (!draft.add(group, Form.LINE)) {
                if (draft.isEmpty()) {
                    draft.addCut(group);
                }
                return;
            }
        }
    }

    /** What got a line gets more, as long as there is room: the most urgent first, and of one that is too long a part. */
    private static void addWhole(MessageDraft draft) {
        for (MessageDraft.Slot slot : draft.slots()) {
            if (slot.form == Form.LINE && slot.group.isUniform()) {
                draft.widen(slot);
            }
        }
        draft.cutFirst();
    }
}
