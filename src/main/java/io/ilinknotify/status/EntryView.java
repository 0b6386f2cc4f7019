package io.ilinknotify.status;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.notification.Told;
import io.ilinknotify.outbox.OutboxOverview.Line;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * One notification on the page, with what can be done about it. Its methods are public for the template.
 *
 * @param over whether it says that an alert has ended
 * @param head its title, or the first line of its text when it has none
 * @param rest the beginning of the text that does not stand in {@code head}
 * @param created when it was taken in
 * @param finished when it reached its final state; {@code null} while it is open
 */
@TemplateData
record EntryView(
        String id,
        State state,
        @Nullable Reason reason,
        @Nullable Told told,
        Priority priority,
        boolean over,
        String client,
        String head,
        String rest,
        Moment created,
        @Nullable Moment finished) {
    static EntryView of(Line line, Instant now, ZoneId zone) {
        String text = line.beginning().codePointCount(0, line.beginning().length()) < line.length()
                ? line.beginning() + "…"
                : line.beginning();
        String title = line.title();
        boolean titled = title != null && !title.isBlank();
        String[] lines = text.strip().split("\\R", 2);
        return new EntryView(
                line.id().value(),
                line.state(),
                line.reason(),
                Told.known(line.state(), line.told()),
                line.priority(),
                line.phase() == Phase.RESOLVED,
                line.client(),
                titled ? String.valueOf(title) : lines[0],
                titled ? text : lines.length > 1 ? lines[1].strip() : "",
                Objects.requireNonNull(Moment.of(line.createdAt(), now, zone)),
                Moment.of(line.finishedAt(), now, zone));
    }

    /** The class of its badge: whether the phone has it, may have it, waits for it, or never gets it. */
    public String tone() {
        return tone(state);
    }

    /** The class of the badge of a state. */
    static String tone(State state) {
        return switch (state) {
            case SENT -> "good";
            case UNCONFIRMED, UNKNOWN, HELD -> "warn";
            case FAILED, EXPIRED -> "trouble";
            case QUEUED, SENDING, SUPERSEDED, CANCELLED -> "plain";
        };
    }

    /** A sign before what is urgent, or what is over, as on the phone; empty for the rest. */
    public String sign() {
        if (over) {
            return "✅";
        }
        return switch (priority) {
            case CRITICAL -> "🔴";
            case HIGH -> "🟠";
            case DEFAULT, LOW -> "";
        };
    }

    /** Whether it can be put back into the queue. */
    public boolean canRetry() {
        return switch (state) {
            case UNCONFIRMED, UNKNOWN, FAILED, EXPIRED, SUPERSEDED, CANCELLED -> true;
            case HELD -> reason != null && reason.isOwn();
            case QUEUED, SENDING, SENT -> false;
        };
    }

    /** Whether it can be withdrawn. */
    public boolean canCancel() {
        return state.isWaiting() && !canGiveUp();
    }

    /** Whether the server refused this very one, so that it can be given up. */
    public boolean canGiveUp() {
        return state == State.HELD && reason == Reason.REJECTED;
    }

    /** Whether there is anything to do about it. */
    public boolean hasActions() {
        return canRetry() || canCancel() || canGiveUp();
    }
}
