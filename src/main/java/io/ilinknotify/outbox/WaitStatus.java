package io.ilinknotify.outbox;

import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import org.jspecify.annotations.Nullable;

/**
 * How what waits of one priority stands for the moment.
 *
 * @param state {@code QUEUED} when it goes out by itself at a known time, else {@code HELD}
 * @param reason what it waits for; {@code null} when it is next
 */
public record WaitStatus(State state, @Nullable Reason reason) {
    public static final WaitStatus NEXT = new WaitStatus(State.QUEUED, null);

    /** It goes out by itself, but not at once. */
    public static WaitStatus queued(Reason reason) {
        return new WaitStatus(State.QUEUED, reason);
    }

    /** It cannot go out before something changes. */
    public static WaitStatus held(Reason reason) {
        return new WaitStatus(State.HELD, reason);
    }

    /** The reason in its row; that of a queued one changes with every send and is told from memory. */
    WaitStatus storedAs() {
        return state == State.QUEUED ? NEXT : this;
    }
}
