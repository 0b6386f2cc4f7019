package io.ilinknotify.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The bytes of large bodies that may be in memory at one time. Whoever finds no room waits in a line, unread; and while
 * somebody waits, a body inside that comes too slowly is cut, so that slow senders do not keep the room from others.
 */
final class BodyRoom {
    /** How slow a body may come while others wait for room. */
    static final long BYTES_A_SECOND = 64 << 10;

    private static final long GRACE = Duration.ofMillis(250).toNanos();

    private final Deque<Place> line = new ArrayDeque<>();
    private final Set<Place> inside = new LinkedHashSet<>();
    private final LongSupplier nanos;
    private long free;

    /** @param bytes the most that is in flight; what one body may have must fit */
    BodyRoom(long bytes, LongSupplier nanos) {
        this.free = bytes;
        this.nanos = nanos;
    }

    /** The share of one body. Its methods may be called from any thread. */
    final class Place {
        private final Runnable whenGranted;
        private final Runnable whenCut;
        private long bytes;
        private long wanted;
        private long since;
        private long arrived;
        private boolean complete;
        private boolean gone;

        private Place(Runnable whenGranted, Runnable whenCut) {
            this.whenGranted = whenGranted;
            this.whenCut = whenCut;
        }

        /** Asks for so many bytes more; {@code whenGranted} runs when they are there, at once or later. */
        void grow(long more) {
            synchronized (BodyRoom.this) {
                if (gone) {
                    return;
                }
                wanted = more;
                line.addLast(this);
            }
            serveLine();
        }

        void arrived(long count) {
            synchronized (BodyRoom.this) {
                arrived += count;
            }
        }

        /** Says that all of the body has come: it keeps its room, and is slow no more. */
        void complete() {
            synchronized (BodyRoom.this) {
                complete = true;
            }
        }

        /** Gives the room back, or leaves the line; a second time does nothing. */
        void leave() {
            synchronized (BodyRoom.this) {
                remove(this);
            }
            serveLine();
        }

        private boolean isSlow(long now) {
            long elapsed = now - since;
            return !complete && elapsed >= GRACE && arrived * 1_000_000_000L / elapsed < BYTES_A_SECOND;
        }
    }

    /** A place without any room yet; {@code whenCut} runs when it has lost what it had. */
    Place enter(Runnable whenGranted, Runnable whenCut) {
        return new Place(whenGranted, whenCut);
    }

    /** Cuts what comes too slowly, if somebody waits. Whoever waits calls this from time to time. */
    void cutSlow() {
        List<Place> slow = new ArrayList<>();
        synchronized (this) {
            if (!line.isEmpty()) {
                long now = nanos.getAsLong();
                inside.stream().filter(place -> place.isSlow(now)).forEach(slow::add);
                slow.forEach(this::remove);
            }
        }
        slow.forEach(place -> place.whenCut.run());
        serveLine();
    }

    private void remove(Place place) {
        if (!place.gone) {
            place.gone = true;
            free += place.bytes;
            inside.remove(place);
            line.remove(place);
        }
    }

    /** The first in the line is served first, so that a large one is not overtaken for ever. */
    private void serveLine() {
        List<Place> granted = new ArrayList<>();
        synchronized (this) {
            while (!line.isEmpty() && line.getFirst().wanted <= free) {
                Place first = line.removeFirst();
                free -= first.wanted;
                first.bytes += first.wanted;
                if (inside.add(first)) {
                    first.since = nanos.getAsLong();
                }
                granted.add(first);
            }
        }
        granted.forEach(place -> place.whenGranted.run());
    }
}
