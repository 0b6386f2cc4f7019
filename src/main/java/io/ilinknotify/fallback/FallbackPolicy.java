package io.ilinknotify.fallback;

import io.ilinknotify.fallback.FallbackTable.Candidate;
import io.ilinknotify.health.Pauses;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Decides when a notification is told on the second channel, how often it is tried, and which ones share a post. */
record FallbackPolicy(Duration after, Priority least) {
    /** Posts in any minute, retries and summaries included. */
    static final int MOST_IN_A_MINUTE = 20;

    private static final int MOST_DUE = 10_000;

    static final Pauses PAUSES = Pauses.ofSeconds(10, 30, 60, 120, 300, 600);

    /**
     * Says that it is time to judge a notification: once it is old enough, at once while the token is refused, and also when
     * the clock was set back behind its acceptance, which would delay it for long.
     */
    boolean isTime(Instant acceptedAt, boolean tokenRefused, Instant now) {
        return tokenRefused || !now.isBefore(acceptedAt.plus(after)) || now.isBefore(acceptedAt);
    }

    /** Says that one has to be told. Everything but {@code sent} counts: it was withdrawn or replaced, but not told. */
    boolean mustTell(Candidate one) {
        return one.state() != State.SENT && one.priority().atLeast(least);
    }

    /** A row that waits longer than this was written before the clock was set back. */
    Duration longestWait() {
        return Collections.max(List.of(after, PAUSES.longest()));
    }

    /** Counts the posts that began within the minute before {@code now}. */
    static int recent(List<Instant> posts, Instant now) {
        Instant since = now.minus(Duration.ofMinutes(1));
        return (int) posts.stream()
                .filter(at -> at.isAfter(since) && !at.isAfter(now))
                .count();
    }

    /**
     * Says how many due ones are worth reading: none while nothing may be posted, and while the webhook takes nothing only
     * so many as could be tried in a minute, and not each second all that wait.
     */
    static int mostRead(int recent, boolean failing) {
        if (recent >= MOST_IN_A_MINUTE) {
            return 0;
        }
        return failing ? MOST_IN_A_MINUTE : MOST_DUE;
    }

    /** The posts of now: one for each as long as the minute has room; the last that it allows takes all the rest. */
    static <T> List<List<T>> posts(List<T> due, int recent) {
        int room = MOST_IN_A_MINUTE - recent;
        int singles = due.size() <= room ? due.size() : Math.max(0, room - 1);
        List<List<T>> posts = new ArrayList<>();
        due.subList(0, singles).forEach(one -> posts.add(List.of(one)));
        if (singles < due.size() && room > 0) {
            posts.add(due.subList(singles, due.size()));
        }
        return posts;
    }
}
