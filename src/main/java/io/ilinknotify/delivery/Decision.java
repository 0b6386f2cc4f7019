package io.ilinknotify.delivery;

import io.ilinknotify.notification.Priority;

import java.time.Instant;

/** What the sender does next. */
sealed interface Decision {
    /**
     * Send what waits.
     *
     * @param kind why
     * @param lead the priority that may go now
     */
    record Send(Kind kind, Priority lead) implements Decision {}

    /** Send this message once more. */
    record Repeat(String clientId) implements Decision {}

    /** Nobody will know any more whether this message arrived. */
    record GiveUp(String clientId) implements Decision {}

    /** Look again then, or when something changes. */
    record WaitUntil(Instant time) implements Decision {}

    /** Look again when something changes. */
    record Hold() implements Decision {}
}
