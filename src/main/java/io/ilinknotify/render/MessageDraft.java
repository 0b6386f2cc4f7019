package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Text;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.render.HeaderFooter.Below;
import io.ilinknotify.render.HeaderFooter.Counts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A message while it grows: whatever is added stays only if all of it fits. */
final class MessageDraft {
    /** With less room the beginning of a text says no more than its title. */
    private static final int LEAST_CUT = 100;

    /** Stands for a room: the text that is cut is one character then, to measure what is around it. */
    private static final int MEASURE = -1;

    private static final String RULE = "\n———\n";

    enum EntryForm {
        WHOLE,
        CUT,
        LINE
    }

    private record Slot(Group group, EntryForm form, Names names) {
        boolean isBlock() {
            return form != EntryForm.LINE;
        }
    }

    private final HeaderFooter headerFooter;
    private final int maxLength;
    private final MessageContext s;
    private final List<Item> items;
    private final List<Item> resolved;
    private final List<Long> others;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Long> told = new HashSet<>();

    /**
     * @param items what the message may tell, each in some form
     * @param resolved alerts that ended, only in a count
     * @param others more that wait, and that only the last message counts
     */
    MessageDraft(
            HeaderFooter headerFooter,
            int maxLength,
            MessageContext s,
            List<Item> items,
            List<Item> resolved,
            List<Long> others) {
        this.headerFooter = headerFooter;
        this.maxLength = maxLength;
        this.s = s;
        this.items = items;
        this.resolved = resolved;
        this.others = others;
    }

    boolean tells(Item item) {
        return told.contains(item.seq());
    }

    boolean add(Group group, EntryForm form) {
        return addAll(List.of(group), form);
    }

    /** All of them, or none. */
    boolean addAll(List<Group> groups, EntryForm form) {
        int before = slots.size();
        for (Group group : groups) {
            boolean possible = form == EntryForm.LINE || group.newest().isComplete();
            if (possible) {
                put(group, form);
            }
            if (!possible || !fits()) {
                while (slots.size() > before) {
                    slots.removeLast().group().items().forEach(item -> told.remove(item.seq()));
                }
                return false;
            }
        }
        return true;
    }

    /** One that is too long for a message, if it is the first; what is added later leaves it half of the message. */
    boolean addCut(Group group) {
        boolean first = slots.isEmpty();
        if (first) {
            put(group, EntryForm.CUT);
        }
        return first;
    }

    private void put(Group group, EntryForm form) {
        slots.add(new Slot(group, form, Names.NONE));
        group.items().forEach(item -> told.add(item.seq()));
    }

    /**
     * Gives more room to notifications that have a line, as long as there is some: those that are more than a count get their
     * names; then the most urgent are told whole, and of one that is too long for a message a part. Then the most urgent
     * one that has only a line takes the room that is left, where that is worth it.
     */
    void widen() {
        for (int i = 0; i < slots.size(); i++) {
            Slot line = slots.get(i);
            if (!line.isBlock() && !line.group().isUniform()) {
                replace(i, new Slot(line.group(), EntryForm.LINE, Names.of(line.group())), 0);
            }
        }
        for (int i = 0; i < slots.size(); i++) {
            if (isPlainLine(i)) {
                Group group = slots.get(i).group();
                EntryForm more = group.newest().isComplete() ? EntryForm.WHOLE : EntryForm.CUT;
                replace(i, new Slot(group, more, Names.NONE), maxLength / 2);
            }
        }
        for (int i = 0; i < slots.size() && !hasCut(); i++) {
            Group group = slots.get(i).group();
            if (isPlainLine(i) && !EntryText.isLine(group.newest())) {
                replace(i, new Slot(group, EntryForm.CUT, Names.NONE), Math.max(LEAST_CUT, maxLength / 4));
                return;
            }
        }
    }

    private boolean isPlainLine(int i) {
        return !slots.get(i).isBlock() && slots.get(i).group().isUniform();
    }

    /** Says more of a group if that fits; one message has one cut, of at least so much. */
    private void replace(int i, Slot more, int leastCut) {
        boolean cut = more.form() == EntryForm.CUT;
        boolean second = cut && hasCut();
        Slot line = slots.set(i, more);
        if (second || (cut ? room() < leastCut : !fits())) {
            slots.set(i, line);
        }
    }

    private boolean hasCut() {
        return slots.stream().anyMatch(slot -> slot.form() == EntryForm.CUT);
    }

    private boolean fits() {
        return hasCut() ? room() >= maxLength / 2 : Text.length(text(MEASURE)) <= maxLength;
    }

    /** The room that all the others leave to the one that is cut. */
    private int room() {
        return maxLength - Text.length(text(MEASURE)) + 1;
    }

    Composed finished() {
        return new Composed(text(room()), inclusions(), below(counts()).mentioned());
    }

    private List<Inclusion> inclusions() {
        List<Inclusion> all = new ArrayList<>();
        for (Slot slot : slots) {
            for (Item item : slot.group().items()) {
                all.add(new Inclusion(item.seq(), coverage(slot, item)));
            }
        }
        Stream<Item> untold = s.last() ? items.stream().filter(item -> !tells(item)) : Stream.of();
        Stream.concat(Stream.concat(resolved.stream(), untold).map(Item::seq), others.stream())
                .forEach(seq -> all.add(new Inclusion(seq, Coverage.COUNTED)));
        return all;
    }

    private static Coverage coverage(Slot slot, Item item) {
        return switch (slot.form()) {
            case WHOLE ->
                item.saysTheSameAs(slot.group().newest()) && EntryText.hasWholeTitle(item)
                        ? Coverage.WHOLE
                        : Coverage.LINE;
            case CUT -> Coverage.LINE;
            case LINE -> {
                boolean shown = item.equals(slot.group().newest())
                        || slot.group().isUniform()
                        || slot.names().named().contains(item.seq());
                yield !shown ? Coverage.COUNTED : EntryText.isLine(item) ? Coverage.WHOLE : Coverage.LINE;
            }
        };
    }

    /** The last message counts what it does not tell, so that its line is there while the others are added. */
    private Counts counts() {
        int more = s.last() ? items.size() - told.size() + others.size() : 0;
        int held = s.waiting() - told.size() - resolved.size() - more;
        return new Counts(resolved, more, Math.max(0, held), held > 0 && more == 0 && silent() == held, files());
    }

    private int files() {
        Stream<Item> telling = items.stream().filter(item -> s.last() || tells(item));
        return s.files().applyAsInt(Stream.concat(telling, resolved.stream()).toList());
    }

    /** How many of those that still wait after this message do so for quiet hours to end. */
    private int silent() {
        Stream<Item> telling = slots.stream().flatMap(slot -> slot.group().items().stream());
        long said = Stream.concat(telling, resolved.stream())
                .filter(s.silence()::holds)
                .count();
        return s.silence().waiting() - (int) said;
    }

    /** It leaves the notifications half of the message. */
    private Below below(Counts counts) {
        int above = Text.length(headerFooter.above(s, counts));
        return headerFooter.below(s, counts, maxLength / 2 - above);
    }

    /**
     * Blocks stand apart, lines together. An empty line is between them, unless a block has empty lines of its own: then it
     * is a rule, so that nobody takes the rest of it for something else.
     */
    private String text(int room) {
        Counts counts = counts();
        List<String> below = below(counts).lines();
        boolean airy = slots.stream()
                .anyMatch(slot -> slot.isBlock() && slot.group().newest().isAiry());
        String gap = airy ? RULE : "\n\n";
        StringBuilder text = new StringBuilder(headerFooter.above(s, counts));
        boolean apart = true;
        for (Slot slot : slots) {
            boolean block = slot.isBlock();
            if (!text.isEmpty()) {
                text.append(apart || block ? gap : "\n");
            }
            text.append(text(slot, room));
            apart = block;
        }
        if (!text.isEmpty() && !below.isEmpty()) {
            // A single line belongs to the block above it, but for a count of others.
            boolean near = apart && slots.size() == 1 && below.size() == 1;
            text.append(near && counts.more() == 0 && resolved.isEmpty() ? "\n" : gap);
        }
        return text.append(String.join("\n", below)).toString();
    }

    private String text(Slot slot, int room) {
        return switch (slot.form()) {
            case WHOLE -> headerFooter.entries().whole(slot.group(), s.now());
            case CUT ->
                room == MEASURE
                        ? "x"
                        : headerFooter
                                .entries()
                                .cut(
                                        slot.group(),
                                        s.now(),
                                        s.links().apply(slot.group().newest().id()),
                                        room);
            case LINE -> headerFooter.entries().line(slot.group(), slot.names(), s.now());
        };
    }
}
