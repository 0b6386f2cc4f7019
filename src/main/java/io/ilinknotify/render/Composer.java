package io.ilinknotify.render;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Told;
import io.ilinknotify.render.Composed.Telling;
import io.ilinknotify.render.MessageDraft.Form;
import io.ilinknotify.render.MessageDraft.Matter;

import java.time.ZoneId;
import java.util.List;

/**
 * Makes one message of what waits: urgent ones first and whole, the rest as lines, repeats as one line with a count.
 * Whatever it says it tells, it says how much. Pure.
 */
public final class Composer {
    private final int maxLength;
    private final Block block;
    private final Lines lines;
    private final Margins margins;

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
        this.margins = new Margins(wording, lines, times, maxLength);
    }

    /**
     * A message of as many as fit.
     *
     * @param items what waits, the most urgent first and then in the order of acceptance
     * @param uncounted how many more wait that are not among the items
     */
    public Composed compose(List<Item> items, int uncounted, Surroundings s) {
        List<Item> resolved = s.release() ? only(items, true) : List.of();
        List<Item> telling = s.release() ? only(items, false) : items;
        MessageDraft draft =
                new MessageDraft(block, lines, margins, maxLength, new Matter(telling, resolved, uncounted), s);
        boolean allCritical = addCritical(draft, telling);
        if (allCritical || s.last()) {
            if (!s.release()) {
                addHigh(draft, telling);
            }
            addLines(draft, telling);
            addWhole(draft);
        }
        return draft.finished();
    }

    /** A message with the plain words of one and nothing else, for a server that called the first try invalid. */
    public Composed bare(Item item) {
        String text = block.bare(item, maxLength);
        boolean whole = item.isComplete()
                && text.endsWith(item.text().strip())
                && Block.tail(item).isEmpty();
        return new Composed(text, List.of(new Telling(item.seq(), whole ? Told.WHOLE : Told.LINE)), List.of());
    }

    /** The last part of a long text, and what a message says below its notifications as far as there is room. */
    public Composed ending(Item item, Parts.Part part, Surroundings s) {
        String text = part.text() + "\n";
        int held = s.waiting() - 1;
        boolean quiet = held > 0 && s.silence().waiting() - (s.silence().holds(item) ? 1 : 0) == held;
        Margins.Below below = margins.below(s, Margins.Counts.held(held, quiet), maxLength - TextCut.length(text));
        boolean fits = !below.lines().isEmpty() && TextCut.length(text) + below.length() <= maxLength;
        return new Composed(
                fits ? text + String.join("\n", below.lines()) : part.text(),
                List.of(new Telling(item.seq(), part.whole() ? Told.WHOLE : Told.LINE)),
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

    private static void addLines(MessageDraft draft, List<Item> items) {
        List<Item> rest = items.stream().filter(item -> !draft.tells(item)).toList();
        for (Group group : Group.by(item -> item.priority() + "\n" + item.phase() + "\n" + item.name(), rest)) {
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
