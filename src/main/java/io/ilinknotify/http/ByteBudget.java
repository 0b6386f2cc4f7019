package io.ilinknotify.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The bytes of bodies that may be in memory at one time. Who finds no room waits in a line, unread; a place is given
 * to the first in the line, so that a large one is not overtaken for ever.
 */
final class ByteBudget {
    private final int longestLine;
    private final Deque<Place> line = new ArrayDeque<>();
    private long free;

    /**
     * @param bytes the most that is in flight; what one body may have must fit
     * @param longestLine how many may wait
     */
    ByteBudget(long bytes, int longestLine) {
        this.free = bytes;
        this.longestLine = longestLine;
    }

    /** Room for one body. Given back once, by {@link #giveBack}. */
    final class Place {
        private final long bytes;
        private final Runnable whenGranted;
        private boolean granted;
        private boolean gone;

        private Place(long bytes, Runnable whenGranted) {
            this.bytes = bytes;
            this.whenGranted = whenGranted;
        }

        /** Gives the room back, or leaves the line; a second time does nothing. */
        void giveBack() {
            leave(this);
        }

        /** Leaves the line if there is still no room; tells whether it did. */
        boolean giveUp() {
            return leaveUngranted(this);
        }
    }

    /**
     * Asks for room. {@code whenGranted} runs when it is there, at once or later, on the thread that gave room back.
     * Gives {@code null} when even the line is full.
     */
    @org.jspecify.annotations.Nullable
    Place ask(long bytes, Runnable whenGranted) {
        Place place = new Place(bytes, whenGranted);
        synchronized (this) {
            if (line.isEmpty() && bytes <= free) {
                grant(place);
            } else if (line.size() < longestLine) {
                line.addLast(place);
                return place;
            } else {
                return null;
            }
        }
        whenGranted.run();
        return place;
    }

    private void leave(Place place) {
        List<Place> next;
        synchronized (this) {
            if (place.gone) {
                return;
            }
            place.gone = true;
            if (place.granted) {
                free += place.bytes;
            } else {
                line.remove(place);
            }
            next = grantLine();
        }
        next.forEach(granted -> granted.whenGranted.run());
    }

    private boolean leaveUngranted(Place place) {
        synchronized (this) {
            if (place.granted || place.gone) {
                return false;
            }
        }
        leave(place);
        return true;
    }

    private List<Place> grantLine() {
        List<Place> granted = new ArrayList<>();
        while (!line.isEmpty() && line.getFirst().bytes <= free) {
            Place first = line.removeFirst();
            grant(first);
            granted.add(first);
        }
        return granted;
    }

    private void grant(Place place) {
        place.granted = true;
        free -= place.bytes;
    }
}
