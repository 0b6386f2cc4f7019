package io.ilinknotify.render;

import io.ilinknotify.notification.Told;
import io.ilinknotify.render.Composed.Telling;

import java.util.ArrayList;
import java.util.List;

/** A message while it grows: whatever is added stays only if all of it fits. */
final class MessageDraft {
    private static final int NAMED_RESOLVED = 5;
    private static final int LONGEST_NAME = 40;

    /** How much of a group the message tells. */
    enum Form {
        WHOLE,
        CUT,
        LINE
    }

    /** One group with its form. */
    static final class Slot {
        final Group group;
        Form form;

        Slot(Group group, Form form) {
            this.group = group;
            this.form = form;
        }
    }

    private final Wording wording;
    private final Block block;
    private final Lines lines;
    private final Margins margins;
    private final int maxLength;
    private final List<Item> resolved;
    private final Surroundings s;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Telling> counted = new ArrayList<>();
    private int uncounted;

    MessageDraft(
            Wording wording,
            Block block,
            Lines lines,
            Margins margins,
            int maxLength,
            List<Item> resolved,
            Surroundings s) {
        this.wording = wording;
        this.block = block;
        this.lines = lines;
        this.margins = margins;
        this.maxLength = maxLength;
        this.resolved = resolved;
        this.s = s;
    }

    List<Slot> slots() {
        return List.copyOf(slots);
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    boolean tells(Item item) {
        return slots.stream().anyMatch(slot -> slot.group.items().contains(item));
    }

    boolean add(Group group, Form form) {
        if (form == Form.WHOLE && !group.newest().isComplete()) {
            return false;
        }
        slots.add(new Slot(group, form));
        if (fits()) {
            return true;
        }
        slots.removeLast();
        return false;
    }

    /** The only one, too long for a message. */
    boolean addCut(Group group) {
        return slots.add(new Slot(group, Form.CUT));
    }

    void widen(Slot slot) {
        if (slot.group.newest().isComplete()) {
            slot.form = Form.WHOLE;
            if (!fits()) {
                slot.form = Form.LINE;
            }
        }
    }

    void countRest(List<Item> items, int others) {
        uncounted = others;
        items.stream().filter(item -> !tells(item)).forEach(item -> counted.add(new Telling(item.seq(), Told.COUNTED)));
        while (TextCut.length(text()) > maxLength && slots.size() > 1) {
            slots.removeLast().group.items().forEach(item -> counted.add(new Telling(item.seq(), Told.COUNTED)));
        }
    }

    private boolean fits() {
        return TextCut.length(text()) <= maxLength;
    }

    Composed finished() {
        return new Composed(text(), tellings(), Margins.mentioned(s));
    }

    private int told() {
        return slots.stream().mapToInt(slot -> slot.group.size()).sum() + counted.size() + resolved.size();
    }

    private List<Telling> tellings() {
        List<Telling> all = new ArrayList<>();
        for (Slot slot : slots) {
            for (Item item : slot.group.items()) {
                all.add(new Telling(item.seq(), told(slot, item)));
            }
        }
        resolved.forEach(item -> all.add(new Telling(item.seq(), Told.COUNTED)));
        all.addAll(counted);
        return all;
    }

    private Told told(Slot slot, Item item) {
        return switch (slot.form) {
            case WHOLE -> Told.WHOLE;
            case CUT -> Told.LINE;
            case LINE -> {
                boolean shown = item.equals(slot.group.newest()) || slot.group.isUniform();
                yield !shown ? Told.COUNTED : Lines.isWhole(item) ? Told.WHOLE : Told.LINE;
            }
        };
    }

    private String text() {
        List<String> below = new ArrayList<>();
        if (!resolved.isEmpty()) {
            below.add(wording.resolved(
                    resolved.size(),
                    resolved.stream()
                            .map(item -> TextCut.line(item.name(), LONGEST_NAME))
                            .distinct()
                            .limit(NAMED_RESOLVED)
                            .toList()));
        }
        if (counted.size() + uncounted > 0) {
            below.add(wording.more(counted.size() + uncounted));
        }
        below.addAll(margins.below(s, Math.max(0, s.waiting() - told() - uncounted)));
        return Layout.of(margins.above(s), slots.stream().map(this::text).toList(), below);
    }

    private Layout.Piece text(Slot slot) {
        Item item = slot.group.newest();
        String suffix = lines.suffix(slot.group, s.now());
        return switch (slot.form) {
            case WHOLE -> Layout.Piece.block(block.whole(item, suffix));
            case CUT -> {
                int around = TextCut.length(Layout.of(margins.above(s), List.of(), margins.below(s, s.waiting()))) + 4;
                yield Layout.Piece.block(
                        block.cut(item, suffix, s.links().apply(item.id()), Math.max(40, maxLength - around)));
            }
            case LINE -> Layout.Piece.line(lines.line(slot.group, s.now()));
        };
    }
}
