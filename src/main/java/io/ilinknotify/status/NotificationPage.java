package io.ilinknotify.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list, newest first.
 *
 * @param items the notifications, without their attempts
 * @param next what {@code before} has to be for the page that follows; left out on the last one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationPage(
        List<NotificationJson> items, @Nullable String next) {
    /** Read at once, so that a page of long texts does not fill a small heap before it can be cut. */
    private static final int STEP = 5;

    /** Characters of text after which a page ends early. */
    private static final int ENOUGH_TEXT = 100_000;

    /** Reads what the query asks for, or less of it when the texts are long. */
    static NotificationPage read(OutboxQuery query, Function<OutboxQuery, List<OutboxEntry>> outbox) {
        List<NotificationJson> items = new ArrayList<>();
        Optional<NotificationId> before = query.before();
        long characters = 0;
        while (true) {
            // One more than there is room for shows whether another page follows.
            int step = Math.min(STEP, query.limit() + 1 - items.size());
            List<OutboxEntry> entries = outbox.apply(query.part(before, step));
            for (OutboxEntry entry : entries) {
                if (items.size() == query.limit() || (characters > ENOUGH_TEXT && !items.isEmpty())) {
                    return new NotificationPage(items, items.getLast().id());
                }
                items.add(NotificationJson.of(entry, null));
                characters += entry.notification().content().text().length();
                before = Optional.of(entry.notification().id());
            }
            if (entries.size() < step) {
                return new NotificationPage(items, null);
            }
        }
    }
}
