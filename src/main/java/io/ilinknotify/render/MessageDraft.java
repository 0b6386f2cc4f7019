package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Text;
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

    /** The one that is cut is a single character, to see what is around it. */
    private static final int MEASURE = -1;

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

    /**
     * What a message may tell.
     *
     * @param items each in some form
     * @param resolved alerts that ended, only in a count
     * @param others how many more wait, which only the last message counts
     */
    record DraftInput(List<Item> items, List<Item> resolved, int others) {}

    private final Block block;
    private final Lines lines;
    private final HeaderFooter headerFooter;
    private final int maxLength;
    private final DraftInput input;
    private final MessageContext s;
    private final List<Slot> slots = new ArrayList<>();
    private final Set<Long> told = new HashSet<>();

    MessageDraft(
            Block block, Lines lines, HeaderFooter headerFooter, int maxLength, DraftInput input, MessageContext s) {
        this.block = block;
        this.lines = lines;
        this.headerFooter = headerFooter;
        this.maxLength = maxLength;
        this.input = input;
        this.s = s;
    }

    List<Slot> slots() {
        return List.copyOf(slots);
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    boolean tells(Item item) {
        return told.contains(item.seq());
    }

    boolean add(Group group, Form form) {
        if (form == Form.WHOLE && !group.newest().isComplete()) {
            return false;
        }
        put(group, form);
        if (fits()) {
            return true;
        }
        backTo(slots.size() - 1);
        return false;
    }

    /** Without what was added after the first {@code size} groups. */
    void backTo(int size) {
        while (slots.size() > size) {
            slots.removeLast().group.items().forEach(item -> told.remove(item.seq()));
        }
    }

    /** One that is too long for a message; what is added later leaves it half of the message. */
    void addCut(Group group) {
        put(group, Form.CUT);
    }

    private void put(Group group, Form form) {
        slots.add(new Slot(group, form));
        group.items().forEach(item -> told.add(item.seq()));
    }

    /** Tells one whole that has a line; the first one that is too long for a message takes half of it instead. */
    void widen(Slot slot) {
        if (slot.group.newest().isComplete()) {
            slot.form = Form.WHOLE;
            if (!fits()) {
                slot.form = Form.LINE;
            }
        } else {
            cut(slot, maxLength / 2);
        }
    }

    /** The most urgent one that has only a line takes the room that is left, where that is worth it. */
    void cutFirst() {
        slots.stream()
                .filter(slot -> slot.form == Form.LINE && slot.group.isUniform() && !Lines.isWhole(slot.group.newest()))
                .findFirst()
                .ifPresent(slot -> cut(slot, Math.max(LEAST_CUT, maxLength / 4)));
    }

    private void cut(Slot slot, int least) {
        if (!hasCut()) {
            slot.form = Form.CUT;
            if (room() < least) {
                slot.form = Form.LINE;
            }
        }
    }

    private boolean hasCut() {
        return slots.stream().anyMatch(slot -> slot.form == Form.CUT);
    }

    private boolean fits() {
        return hasCut() ? room() >= maxLength / 2 : Text.length(text()) <= maxLength;
    }

    Composed finished() {
        return new Composed(
                text(), inclusions(), headerFooter.below(s, counts()).mentioned());
    }

    /** The last message counts what it does not tell, so that its line is there while the others are added. */
    private Counts counts() {
        int more = s.last() ? input.items().size() - told.size() + input.others() : 0;
        int held = s.waiting() - told.size() - input.resolved().size() - more;
        return new Counts(input.resolved(), more, Math.max(0, held), held > 0 && more == 0 && silent() == held);
    }

    /** How many of those that still wait after this message do so for quiet hours to end. */
    private int silent() {
        MessageContext.Silence silence = s.silence();
        if (silence.waiting() == 0) {
            return 0;
        }
        Stream<Item> telling = slots.stream().flatMap(slot -> slot.group.items().stream());
        long said = Stream.concat(telling, input.resolved().stream())
                .filter(silence::holds)
                .count();
        return silence.waiting() - (int) said;
    }

    private List<Inclusion> inclusions() {
        List<Inclusion> all = new ArrayList<>();
        for (Slot slot : slots) {
            for (Item item : slot.group.items()) {
                all.add(new Inclusion(item.seq(), told(slot, item)));
            }
        }
        List<Item> counted = new ArrayList<>(input.resolved());
        if (s.last()) {
            input.items().stream().filter(item -> !tells(item)).forEach(counted::add);
        }
        counted.forEach(item -> all.add(new Inclusion(item.seq(), Coverage.COUNTED)));
        return all;
    }

    private Coverage told(Slot slot, Item item) {
        return switch (slot.form) {
            case WHOLE ->
                item.saysTheSameAs(slot.group.newest()) && Block.hasWholeTitle(item) ? Coverage.WHOLE : Coverage.LINE;
            case CUT -> Coverage.LINE;
            case LINE -> {
                boolean shown = item.equals(slot.group.newest()) || slot.group.isUniform();
                yield !shown ? Coverage.COUNTED : Lines.isWhole(item) ? Coverage.WHOLE : Coverage.LINE;
            }
        };
    }

    private String text() {
        return text(room());
    }

    /** What all the others leave to the one that is cut. */
    private int room() {
        return maxLength - Text.length(text(MEASURE)) + 1;
    }

    private String text(int room) {
        Counts counts = counts();
        // What is counted is not of the block above it.
        boolean near = counts.more() == 0 && counts.resolved().isEmpty();
        return Layout.of(
                headerFooter.above(s, counts.held()),
                slots.stream().map(slot -> text(slot, room)).toList(),
                headerFooter.below(s, counts).lines(),
                near);
    }

    private Layout.Piece text(Slot slot, int room) {
        Item item = slot.group.newest();
        String suffix = lines.suffix(slot.group, s.now());
        return switch (slot.form) {
            case WHOLE -> Layout.Piece.block(block.whole(item, suffix), item.isAiry());
            case CUT ->
                Layout.Piece.block(
                        room == MEASURE
                                ? "x"
                                : block.cut(item, suffix, s.links().apply(item.id()), room),
                        item.isAiry());
            case LINE -> Layout.Piece.line(lines.line(slot.group, s.now()));
        };
    }
}
