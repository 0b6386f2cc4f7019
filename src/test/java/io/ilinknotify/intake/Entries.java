package io.ilinknotify.intake;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxEntry.Attempt;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Records of the outbox as tests write them down. */
public final class Entries {
    public static final Instant CREATED = Instant.parse("2026-11-22T06:30:01.234567Z");

    private Entries() {}

    /** The n-th id. */
    public static NotificationId id(int n) {
        return new NotificationId("01JD%022d".formatted(n));
    }

    public static OutboxEntry entry(int n, NotificationDraft draft, State state, @Nullable Reason reason) {
        Instant finished = state.isFinal() ? CREATED.plusSeconds(5) : null;
        return new OutboxEntry(
                n, notification(n, draft), state, reason, null, finished, null, null, List.of(), List.of());
    }

    public static OutboxEntry entry(int n, String client, State state) {
        return entry(n, draft(client, "text " + n), state, null);
    }

    public static NotificationDraft draft(String client, String text) {
        return new NotificationDraft(
                client,
                "notify",
                null,
                text,
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of());
    }

    /** One that has everything. */
    public static OutboxEntry full(int n, String client) {
        NotificationDraft draft = new NotificationDraft(
                client,
                "notify",
                "Backup <failed>",
                "disk full\n& <b>more</b>",
                Priority.CRITICAL,
                List.of("db", "prod"),
                "https://example.org/?a=1&b=\"2\"".replace("\"", "'"),
                "backup",
                "t1",
                null,
                Phase.NONE,
                false,
                List.of());
        return new OutboxEntry(
                n,
                notification(n, draft),
                State.SENT,
                null,
                Coverage.WHOLE,
                CREATED.plusSeconds(60),
                "18446744073709551615",
                "m-7",
                List.of(
                        new Attempt(CREATED.plusSeconds(1), "rate-limited", "freq limit"),
                        new Attempt(CREATED.plusSeconds(59), "sent", null)),
                List.of());
    }

    /** One whose message was not confirmed. */
    public static OutboxEntry carried(State state) {
        return new OutboxEntry(
                7,
                notification(7, draft("ci", "t")),
                state,
                null,
                Coverage.WHOLE,
                CREATED,
                null,
                "m-7",
                List.of(),
                List.of());
    }

    private static Notification notification(int n, NotificationDraft draft) {
        return new Notification(id(n), draft, CREATED, CREATED.plusSeconds(3600));
    }
}
