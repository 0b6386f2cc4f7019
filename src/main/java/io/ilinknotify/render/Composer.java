package io.ilinknotify.render;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Told;
import io.ilinknotify.render.Composed.Telling;

import java.time.ZoneId;
import java.util.List;

/**
 * Makes one message of what waits: urgent ones first and whole, the rest as lines, repeats as one line with a count.
 * Whatever it says it tells, it says how much. Pure.
 */
public final class Composer {
    private final Wording wording;
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
        this.wording = wording;
        this.maxLength = maxLength;
        ShortTime times = new ShortTime(zone);
        this.block = new Block(wording);
        this.lines = new Lines(wording, times);
        this.margins = new Margins(wording, lines, times);
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
        MessageDraft draft = new MessageDraft(wording, block, lines, margins, maxLength, resolved, s);
        boolean allUrgent = addUrgent(draft, telling);
        if (allUrgent || s.last()) {
            addLines(draft, telling);
            addWhole(draft);
        }
        if (s.last()) {
            draft.countRest(telling, uncounted);
        }
        return draft.finished();
    }

    /** A message with the plain words of one and nothing else, for a server that called the first try invalid. */
    public Composed bare(Item item) {
        String text = Block.bare(item, maxLength);
        Told told = item.isComplete() && TextCut.length(text) < maxLength ? Told.WHOLE : Told.LINE;
        return new Composed(text, List.of(new Telling(item.seq(), told)), List.of());
    }

    private static List<Item> only(List<Item> items, boolean resolved) {
        return items.stream()
                .filter(item -> (item.phase() == Phase.RESOLVED) == resolved)
                .toList();
    }

    /** Urgent ones whole, in their order; {@code false} when one of them has to wait for the next message. */
    private boolean addUrgent(MessageDraft draft, List<Item> items) {
        List<Item> urgent = items.stream()
                .filter(item -> item.priority().atLeast(Priority.HIGH))
                .toList();
        for (Group group : Group.by(Item::likeness, urgent)) {
            if (!draft.add(group, MessageDraft.Form.WHOLE)) {
                boolean alone = draft.isEmpty() && draft.addCut(group);
                return alone && urgent.size() == group.size();
            }
        }
        return true;
    }

    private static void addLines(MessageDraft draft, List<Item> items) {
        List<Item> rest = items.stream().filter(item -> !draft.tells(item)).toList();
        for (Group group : Group.by(item -> item.priority() + "\n" + item.phase() + "\n" + item.name(), rest)) {
            if (!draft.add(group, MessageDraft.Form.LINE)) {
                if (draft.isEmpty()) {
                    draft.addCut(group);
                }
                return;
            }
        }
    }

    /** What got a line gets more, as long as there is room. */
    private static void addWhole(MessageDraft draft) {
        for (MessageDraft.Slot slot : draft.slots()) {
            if (slot.form == MessageDraft.Form.LINE && slot.group.isUniform()) {
                draft.widen(slot);
            }
        }
    }
}
