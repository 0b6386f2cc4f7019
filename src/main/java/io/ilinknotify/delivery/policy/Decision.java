package io.ilinknotify.delivery.policy;

import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.notification.Priority;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** The next step of the sender. */
public sealed interface Decision {
    /**
     * Send what waits.
     *
     * @param kind why
     * @param lead the priority that may go now
     * @param since when the oldest came that it is sent for; {@code null} when it is sent for none
     */
    record Send(Kind kind, Priority lead, @Nullable Instant since) implements Decision {}

    /**
     * Upload this file, and send it if that may still be done then.
     *
     * @param kind why
     */
    record SendFile(Kind kind, WaitingFile file) implements Decision {}

    /** Send this message once more. */
    record Repeat(String clientId) implements Decision {}

    /** Nobody will know any more whether this message arrived. */
    record GiveUp(String clientId) implements Decision {}

    /** Look again then, or when something changes. */
    record WaitUntil(Instant time) implements Decision {}

    /** Look again when something changes. */
    record Hold() implements Decision {}

    /** Why a message goes out. */
    enum Kind {
        /** Because something waits. */
        ALERTS,
        /** Because the person wrote while something waited. */
        RELEASE,
        /** To ask the person to write back before the window closes; it carries what waits. */
        REMINDER,
        /** It was refused or never left: it counts for nothing. */
        VOID
    }
}
