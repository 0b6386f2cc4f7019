package io.ilinknotify.render;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.ShortTime;
import io.ilinknotify.notification.Text;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.render.MessageDraft.EntryForm;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes one message of what waits: urgent ones first and whole, the rest as lines, repeats as one line with a count.
 * The result says how much it tells of each. Pure.
 *
 * @param zone of every time
 * @param maxLength code points in one message
 */
public record Composer(Wording wording, ZoneId zone, int maxLength, Markdown markdown) {
    private static final int LONGEST_FILE_NAME = 60;

    private HeaderFooter headerFooter() {
        return new HeaderFooter(new EntryText(wording, new ShortTime(zone)));
    }

    /**
     * The same notification naming its files.
     *
     * @param unable whether they cannot be sent: then it says where they are
     */
    public Item naming(Item item, List<Attachment> files, Optional<URI> link, boolean unable) {
        List<String> lines = files.stream()
                .map(file ->
                        wording.file(markdown.title(TextCut.line(file.name(), LONGEST_FILE_NAME)), file.humanSize()))
                .toList();
        String where = link.map(URI::toString).orElse(wording.atTheAgent());
        return item.with(lines, unable && !files.isEmpty() ? where : null);
    }

    /**
     * A message of as many as fit.
     *
     * @param waiting the most urgent first and then in the order of acceptance
     * @param others more that wait, and that only the last message counts
     */
    public Composed compose(List<Item> waiting, List<Long> others, MessageContext s) {
        List<Item> items = waiting.stream().map(item -> item.shown(markdown)).toList();
        Predicate<Item> over = item -> s.release() && item.phase() == Phase.RESOLVED;
        List<Item> resolved = only(items, over);
        List<Item> telling = only(items, over.negate());
        MessageDraft draft = new MessageDraft(headerFooter(), maxLength, s, telling, resolved, others);
        boolean allCritical = addCritical(draft, telling);
        if (allCritical || s.last()) {
            if (!s.release()) {
                // Whole if all of them fit; else they are lines like the rest: a storm is one message.
                List<Item> high = only(telling, item -> item.priority() == Priority.HIGH);
                draft.addAll(Group.by(Item::likeness, high), EntryForm.WHOLE);
            }
            List<Item> rest = only(telling, item -> !draft.tells(item));
            addLines(draft, Group.by(item -> item.priority() + "\n" + item.phase() + "\n" + item.name(), rest));
            draft.widen();
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
        MessageDraft draft =
                new MessageDraft(headerFooter(), maxLength, MessageContext.none(now), plain, List.of(), List.of());
        List<Group> groups = Group.by(item -> item.isComplete() ? item.likeness() : "" + item.seq(), plain);
        addLines(draft, groups.stream().limit(most).toList());
        draft.widen();
        Composed composed = draft.finished();
        Set<Long> shortened = only(items, item -> !item.tail().isEmpty()).stream()
                .map(Item::seq)
                .collect(Collectors.toSet());
        List<Inclusion> inclusions = composed.inclusions().stream()
                .map(inclusion ->
                        shortened.contains(inclusion.seq()) ? new Inclusion(inclusion.seq(), Coverage.LINE) : inclusion)
                .toList();
        return new Composed(composed.text(), inclusions, List.of());
    }

    /** The last part of a long text, and what a message says below its notifications as far as there is room. */
    public Composed ending(Item item, Parts.Part part, MessageContext s) {
        String text = part.text() + "\n";
        int held = s.waiting() - 1;
        boolean quiet = held > 0 && s.silence().waiting() - (s.silence().holds(item) ? 1 : 0) == held;
        HeaderFooter.Counts counts =
                new HeaderFooter.Counts(List.of(), 0, held, quiet, s.files().applyAsInt(List.of(item)));
        HeaderFooter.Below below = headerFooter().below(s, counts, maxLength - Text.length(text));
        boolean fits = !below.lines().isEmpty() && Text.length(text) + below.length() <= maxLength;
        return new Composed(
                fits ? text + String.join("\n", below.lines()) : part.text(),
                List.of(new Inclusion(item.seq(), part.whole() ? Coverage.WHOLE : Coverage.LINE)),
                fits ? below.mentioned() : List.of());
    }

    private static List<Item> only(List<Item> items, Predicate<Item> which) {
        return items.stream().filter(which).toList();
    }

    /** Critical ones whole, in their order; {@code false} when one of them has to wait for the next message. */
    private static boolean addCritical(MessageDraft draft, List<Item> items) {
        List<Item> critical = only(items, item -> item.priority() == Priority.CRITICAL);
        for (Group group : Group.by(Item::likeness, critical)) {
            if (!draft.add(group, EntryForm.WHOLE)) {
                return draft.addCut(group) && critical.size() == group.size();
            }
        }
        return true;
    }

    private static void addLines(MessageDraft draft, List<Group> groups) {
        for (Group group : groups) {
            if (!draft.add(group, EntryForm.LINE)) {
                draft.addCut(group);
                return;
            }
        }
    }
}
