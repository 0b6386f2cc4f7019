package io.ilinknotify.status;

import io.ilinknotify.account.Reachability;
import io.ilinknotify.fallback.ChannelStanding;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.TemplateExtension;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Says how the facts look on the pages: classes of badges, signs, and which buttons a line has. */
@TemplateExtension
final class StatusLooks {
    private StatusLooks() {}

    /** The class of the headline. */
    static String tone(StatusSnapshot view) {
        if (view.limit() != null) {
            return view.limit() == Reason.NOT_REACHED ? "trouble" : "warn";
        }
        return switch (view.headline()) {
            case FINE -> "good";
            case SIGN_IN, SIGN_IN_AGAIN, RESTRICTED, WRITE_TO_RELEASE, WRITE_AFTER_REFUSAL -> "trouble";
            case POLLS_REFUSED, SENDS_REFUSED, WRITE_ONCE, WRITE_TO_OPEN, PAUSED -> "warn";
        };
    }

    /** The time that the headline names, as an element; empty when it ends by itself at none. */
    static String endsAt(StatusSnapshot view, Times times, String tomorrow) {
        Instant ends = view.endsAt();
        return ends == null ? "" : times.inSentence(ends, tomorrow).getValue();
    }

    /** Tells whether the sign-in page is where to go on. */
    static boolean leadsToLogin(Reachability headline) {
        return headline == Reachability.SIGN_IN || headline == Reachability.SIGN_IN_AGAIN;
    }

    /** The class of a badge: whether the phone has it, may have it, waits for it, or never gets it. */
    static String tone(State state) {
        return switch (state) {
            case SENT -> "good";
            case UNCONFIRMED, UNKNOWN, HELD -> "warn";
            case FAILED, EXPIRED -> "trouble";
            case QUEUED, SENDING, SUPERSEDED, CANCELLED -> "plain";
        };
    }

    /** Its title, or the first line of its text when it has none. */
    static String head(OutboxEntry entry) {
        NotificationDraft content = entry.notification().content();
        return isTitled(content) ? String.valueOf(content.title()) : lines(content)[0];
    }

    /** The beginning of the text that does not stand in the head. */
    static String rest(OutboxEntry entry) {
        NotificationDraft content = entry.notification().content();
        String[] lines = lines(content);
        return isTitled(content) ? content.text() : lines.length > 1 ? lines[1].strip() : "";
    }

    private static boolean isTitled(NotificationDraft content) {
        String title = content.title();
        return title != null && !title.isBlank();
    }

    private static String[] lines(NotificationDraft content) {
        return content.text().strip().split("\\R", 2);
    }

    /** How much of it is known to have been told. */
    static @Nullable Coverage knownTold(OutboxEntry entry) {
        return Coverage.known(entry.state(), entry.told());
    }

    static boolean isOver(OutboxEntry entry) {
        return entry.notification().content().phase() == Phase.RESOLVED;
    }

    /** A sign before what is urgent, or what is over, as on the phone; empty for the rest. */
    static String sign(OutboxEntry entry) {
        NotificationDraft content = entry.notification().content();
        return content.phase().sign(content.priority());
    }

    /** Tells whether it, or a file of it, is finished without being sent, or held for good. */
    static boolean canRetry(OutboxEntry entry) {
        return canRetry(entry.state(), entry.reason())
                || (entry.state() == State.SENT
                        && entry.attachments().stream().anyMatch(file -> canRetry(file.state(), file.reason())));
    }

    private static boolean canRetry(State state, @Nullable Reason reason) {
        return state == State.HELD
                ? reason != null && (reason.isOwn() || reason == Reason.CANNOT_UPLOAD)
                : state.isFinal() && state != State.SENT;
    }

    /** Tells whether it can be withdrawn, or a file of it when it was told. */
    static boolean canCancel(OutboxEntry entry) {
        return !canGiveUp(entry)
                && (entry.state().isWaiting()
                        || (entry.state().isFinal()
                                && entry.attachments().stream()
                                        .anyMatch(file -> file.state().isWaiting())));
    }

    /** Tells whether the server refused this very one, or a file of it, so that it can be given up. */
    static boolean canGiveUp(OutboxEntry entry) {
        return isRejected(entry.state(), entry.reason())
                || (entry.state().isFinal()
                        && entry.attachments().stream().anyMatch(file -> isRejected(file.state(), file.reason())));
    }

    private static boolean isRejected(State state, @Nullable Reason reason) {
        return state == State.HELD && reason == Reason.REJECTED;
    }

    static @Nullable Instant oldest(Outbox.QueueSize queue) {
        return queue.oldestAt().orElse(null);
    }

    static boolean isAtOnce(ChannelStanding second) {
        return second.after().isZero();
    }

    /** The greatest unit in which the time until the second channel is told is a whole number. */
    static ChronoUnit unit(ChannelStanding second) {
        long seconds = seconds(second);
        return seconds % 3600 == 0 ? ChronoUnit.HOURS : seconds % 60 == 0 ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
    }

    /** How many of these units. */
    static long number(ChannelStanding second) {
        return seconds(second) / unit(second).getDuration().toSeconds();
    }

    private static long seconds(ChannelStanding second) {
        return second.after().plusNanos(999_999_999).toSeconds();
    }
}
