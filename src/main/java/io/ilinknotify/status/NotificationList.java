package io.ilinknotify.status;

import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxQuery;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * The page's list, newest first, each with the beginning of its text.
 *
 * @param older the address of the next page; {@code null} on the last one
 */
@TemplateData
record NotificationList(
        NotificationFilter filter,
        List<OutboxEntry> entries,
        @Nullable String older) {
    private static final int PAGE = 20;

    static NotificationList read(NotificationFilter filter, Function<OutboxQuery, List<OutboxEntry>> outbox) {
        // One more than there is room for shows whether another page follows.
        List<OutboxEntry> found = outbox.apply(filter.query(PAGE + 1));
        if (found.size() <= PAGE) {
            return new NotificationList(filter, found, null);
        }
        List<OutboxEntry> shown = found.subList(0, PAGE);
        return new NotificationList(
                filter, shown, filter.after(shown.getLast().notification().id().value()));
    }

    public List<State> states() {
        return List.of(State.values());
    }
}
