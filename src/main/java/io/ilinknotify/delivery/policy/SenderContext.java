package io.ilinknotify.delivery.policy;

import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * All that decides whether a message may go out now.
 *
 * @param now the time
 * @param signedIn whether there is an account whose token is not suspected to be stale
 * @param purse the id of the purse that would pay; 0 when there is none
 * @param window how that purse stands
 * @param repliedAt when the message came in that opened it; {@code null} when there is none
 * @param sender what refusals ask for
 * @param history the last sends
 * @param unreachableUntil the next try after the server was not reached; {@code null} when it was
 * @param polledAt when a {@code getupdates} was last answered; {@code null} when none was since the start
 */
public record SenderContext(
        Instant now,
        boolean signedIn,
        long purse,
        WindowView window,
        @Nullable Instant repliedAt,
        SenderState sender,
        SendHistory history,
        @Nullable Instant unreachableUntil,
        @Nullable Instant polledAt) {}
