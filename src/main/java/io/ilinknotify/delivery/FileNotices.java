package io.ilinknotify.delivery;

import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.delivery.policy.DeliveryConfig.LongText;
import io.ilinknotify.delivery.policy.DeliveryPolicy;
import io.ilinknotify.delivery.policy.DeliveryPolicy.FileCount;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Text;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.AttachmentTable;
import io.ilinknotify.render.Composed;
import io.ilinknotify.render.Composed.Inclusion;
import io.ilinknotify.render.Composer;
import io.ilinknotify.render.Item;
import io.ilinknotify.render.Wording;
import io.ilinknotify.store.Tx;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a message says of files: the names of those that follow it, and how many go only after a reply. */
record FileNotices(
        Composer composer,
        Wording wording,
        DeliveryConfig delivery,
        DeliveryPolicy policy,
        Function<NotificationId, Optional<URI>> links) {
    /** The phone's readers take a text file for UTF-8 only if it begins with this. */
    static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final int LONGEST_NAME = 40;

    /** The same notification naming the files that follow it, its own text among them if that is too long. */
    Item named(Tx tx, Item item, Planner.StepPlan plan) {
        List<AttachmentEntry> entries = AttachmentTable.of(tx, item.seq());
        List<Attachment> files = new ArrayList<>(entries.stream()
                .filter(entry -> !entry.state().isFinal())
                .map(AttachmentEntry::attachment)
                .toList());
        if (isFiled(item) && entries.stream().noneMatch(entry -> entry.number() == AttachmentTable.TEXT)) {
            files.add(textOf(tx, item));
        }
        if (files.isEmpty()) {
            return item;
        }
        return composer.naming(
                item, files, links.apply(item.id()), plan.context().uploadsFrom() != null);
    }

    private boolean isFiled(Item item) {
        return delivery.longText() == LongText.FILE && item.length() > delivery.maxLength();
    }

    private Attachment textOf(Tx tx, Item item) {
        String title = item.title();
        String name = title == null
                ? wording.textFile()
                : title.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}\\s]+", " ").strip();
        String shorter = name.substring(0, Text.cut(name, LONGEST_NAME));
        long size = DeliveryQueue.bytes(tx, item.seq()) + 3;
        return new Attachment(shorter + ".txt", "text/plain", size, "");
    }

    /** The texts that go as files, of the notifications that a message tells. */
    Map<Long, Attachment> texts(Tx tx, Composed content, List<Item> items) {
        List<Long> told = content.inclusions().stream().map(Inclusion::seq).toList();
        return items.stream()
                .filter(item -> isFiled(item) && told.contains(item.seq()))
                .collect(Collectors.toMap(Item::seq, item -> textOf(tx, item)));
    }

    /** A notification is told whole when its beginning stands above the name of the file with all of its text. */
    Composed filed(Composed content, List<Item> items) {
        Map<Long, Item> filed = items.stream()
                .filter(item ->
                        isFiled(item) && content.text().contains(item.files().getLast()))
                .collect(Collectors.toMap(Item::seq, item -> item));
        List<Inclusion> inclusions = content.inclusions().stream()
                .map(inclusion -> inclusion.coverage() == Coverage.LINE && filed.containsKey(inclusion.seq())
                        ? new Inclusion(inclusion.seq(), Coverage.WHOLE)
                        : inclusion)
                .toList();
        return new Composed(content.text(), inclusions, content.mentioned());
    }

    /** Counts the files that go only after a reply, once a message has told of these notifications. */
    ToIntFunction<List<Item>> needReply(Tx tx, Planner.StepPlan plan) {
        if (plan.context().uploadsFrom() != null) {
            return told -> 0;
        }
        List<FileCount> waiting = DeliveryQueue.fileCounts(tx);
        int left = plan.context().window().remaining() - 1;
        return told -> {
            Stream<FileCount> following = told.stream()
                    .filter(item -> !item.files().isEmpty())
                    .map(item -> new FileCount(
                            item.priority(), item.phase(), item.files().size()));
            List<FileCount> all = Stream.concat(waiting.stream(), following)
                    .sorted(Comparator.comparing(FileCount::priority).reversed())
                    .toList();
            return policy.needReply(all, left);
        };
    }
}
