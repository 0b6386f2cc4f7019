package io.ilinknotify.delivery.policy;

import io.ilinknotify.health.Pauses;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.outbox.Standings;
import io.ilinknotify.outbox.WaitStatus;
import io.ilinknotify.window.WindowConfig;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Says of each priority whether a message for it may go out now, and if not, why and how long. Pure. */
record SendRules(DeliveryConfig delivery, WindowConfig window, QuietHours quiet) {
    /** In five minutes: more than about seven can trigger the rate limit, and the last two are kept for what is critical. */
    private static final int MOST_IN_A_BURST = 7;

    private static final int MOST_LESS_URGENT = 5;
    /** A file leaves at least one of them to a text. */
    private static final int MOST_WITH_A_FILE = 4;

    /** Between two tries of a refused token for what came meanwhile. */
    private static final Duration STALE_PAUSE = Duration.ofSeconds(30);

    /** While the server is surely not reached; such tries are free, and go on for ever. */
    private static final Pauses UNREACHED = Pauses.ofSeconds(1, 2, 4, 8, 16, 32, 60);
    /** While only sends see it: what is urgent stands on the phone ten seconds after the server is there again. */
    private static final Pauses UNREACHED_ALONE = Pauses.ofSeconds(1, 2, 4, 5);

    /**
     * @param standing how what waits stands
     * @param opensAt when to look again; {@code null} when only an event can change it
     */
    record Ruling(WaitStatus standing, @Nullable Instant opensAt) {
        static final Ruling OPEN = new Ruling(WaitStatus.NEXT, null);

        boolean isOpen() {
            return equals(OPEN);
        }
    }

    /** Says how the notifications and files that wait stand, by priority. */
    Standings standings(SenderContext s) {
        return new Standings(
                standings(priority -> verdict(priority, null, s.now(), s)),
                standings(priority -> fileVerdict(priority, s.now(), s)));
    }

    private static Map<Priority, WaitStatus> standings(Function<Priority, Ruling> rulings) {
        Map<Priority, WaitStatus> standings = new EnumMap<>(Priority.class);
        for (Priority priority : Priority.values()) {
            standings.put(priority, rulings.apply(priority).standing());
        }
        return standings;
    }

    /**
     * @param priority of the most urgent one that would be carried
     * @param newest when the newest of them was accepted; {@code null} when it does not matter
     * @param since when the oldest of them was accepted; {@code null} when it goes on with something, so that the gaps
     *     do not count
     */
    Ruling verdict(Priority priority, @Nullable Instant newest, @Nullable Instant since, SenderContext s) {
        return closed(priority, newest, s)
                .or(() -> reserved(reserve(priority), s))
                .orElseGet(() -> pace(priority, since, false, s));
    }

    /**
     * The same for a file of this priority: it probes nothing, and leaves more than the reserve.
     *
     * @param since when its text was told; {@code null} when the gaps do not count
     */
    Ruling fileVerdict(Priority priority, @Nullable Instant since, SenderContext s) {
        return until(s.uploadsFrom(), s, WaitStatus.held(Reason.CANNOT_UPLOAD))
                .or(() -> s.sender().isRestricted() ? held(Reason.RESTRICTED, null) : Optional.empty())
                .or(() -> closed(priority, null, s))
                .or(() -> reserved(leastBeforeFile(priority), s))
                .or(() -> until(s.uploadAgainAt(), s, WaitStatus.queued(Reason.NOT_REACHED)))
                .orElseGet(() -> pace(priority, since, true, s));
    }

    /** A file goes while there are more sends than these: what is critical may use the last ones as its text may. */
    int leastBeforeFile(Priority priority) {
        return priority == Priority.CRITICAL ? 0 : reserve(priority) + 1;
    }

    private Optional<Ruling> closed(Priority priority, @Nullable Instant newest, SenderContext s) {
        return stale(priority, newest, s)
                .or(() -> until(s.sender().rateLimitedUntil(), s, WaitStatus.held(Reason.RATE_LIMITED)))
                .or(() -> shut(s.window()))
                .or(() -> quiet.until(priority, s.now()).flatMap(until -> held(Reason.QUIET, until)))
                .or(() -> refused(priority, newest, s))
                .or(() -> restricted(s));
    }

    private static Optional<Ruling> held(Reason reason, @Nullable Instant until) {
        return Optional.of(new Ruling(WaitStatus.held(reason), until));
    }

    /** Rules so until that time has come. */
    private static Optional<Ruling> until(@Nullable Instant time, SenderContext s, WaitStatus standing) {
        return Optional.ofNullable(time).filter(s.now()::isBefore).map(until -> new Ruling(standing, until));
    }

    private static Optional<Ruling> reserved(int untouched, SenderContext s) {
        return s.window().remaining() <= untouched
                ? held(Reason.RESERVE, s.window().closesAt())
                : Optional.empty();
    }

    /**
     * A refused token may be a lost session of the server, which often passes: an urgent notification that came after the
     * refusal is tried all the same, since that costs nothing.
     */
    private static Optional<Ruling> stale(Priority priority, @Nullable Instant newest, SenderContext s) {
        boolean urgent = priority.atLeast(Priority.HIGH);
        if (s.signedIn()) {
            return s.pollsRefused() && !urgent ? held(Reason.SIGNED_OUT, null) : Optional.empty();
        }
        Instant refusedAt = s.sendRefusedAt();
        return urgent && refusedAt != null && newest != null && newest.isAfter(refusedAt)
                ? until(refusedAt.plus(STALE_PAUSE), s, WaitStatus.held(Reason.SIGNED_OUT))
                : held(Reason.SIGNED_OUT, null);
    }

    private static Optional<Ruling> shut(WindowView window) {
        if (window.open()) {
            return Optional.empty();
        }
        return held(window.closesAt() == null ? Reason.WINDOW_SHUT : Reason.PURSE_SPENT, window.closesAt());
    }

    /**
     * A refusal with sends left may have been a rate limit in disguise: nothing goes out for an hour, but one urgent
     * notification that came after it may look. What goes out after the hour is a probe as well.
     */
    private static Optional<Ruling> refused(Priority priority, @Nullable Instant newest, SenderContext s) {
        Instant refusedAt = s.sender().refusedAt();
        if (refusedAt == null || !s.sender().refusedIn(s.purse())) {
            return Optional.empty();
        }
        boolean mayProbe = priority.atLeast(Priority.HIGH)
                && newest != null
                && newest.isAfter(refusedAt)
                && !s.sender().refusalProbed();
        Instant until = mayProbe ? null : refusedAt.plus(SenderState.REFUSAL_PAUSE);
        return until(until, s, WaitStatus.held(Reason.WINDOW_SHUT));
    }

    /** Nothing is poured into an account that shows nothing: it is probed once an hour, whatever the person writes. */
    private static Optional<Ruling> restricted(SenderContext s) {
        return s.history()
                .last()
                .filter(last -> s.sender().isRestricted())
                .flatMap(last -> until(last.plus(SenderState.RESTRICTED_PAUSE), s, WaitStatus.held(Reason.RESTRICTED)));
    }

    private int reserve(Priority priority) {
        return switch (priority) {
            case LOW, DEFAULT -> window.reserve().standard();
            case HIGH -> window.reserve().high();
            case CRITICAL -> 0;
        };
    }

    private Ruling pace(Priority priority, @Nullable Instant since, boolean file, SenderContext s) {
        SenderContext.Network network = s.network();
        boolean alone = priority.atLeast(Priority.HIGH) && !network.watched();
        Duration unreached = (alone ? UNREACHED_ALONE : UNREACHED).after(network.unreached());
        Instant again = network.unreached() == 0 ? null : network.brokenAt().plus(unreached);
        Duration gap = since == null ? delivery.minInterval() : gap(priority, since, file, s);
        SendHistory history = s.history();
        Instant next = Stream.of(
                        history.last(file).map(last -> last.plus(gap)),
                        history.last().map(last -> last.plus(delivery.minInterval())),
                        Optional.ofNullable(s.sendRefusedAt()).map(at -> at.plus(delivery.minInterval())),
                        Optional.of(calmAt(priority, file, s)))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        return until(again, s, WaitStatus.queued(Reason.NOT_REACHED))
                .or(() -> until(next, s, WaitStatus.queued(Reason.PACE)))
                .orElse(Ruling.OPEN);
    }

    /**
     * When a message is no part of a burst. The gaps alone do not see to that: a reply ends them, and what it releases
     * comes on top of what went out just before. A gap of {@code 0s} throughout switches this off as well.
     */
    private Instant calmAt(Priority priority, boolean file, SenderContext s) {
        if (delivery.strategy() == DeliveryConfig.Strategy.IMMEDIATE
                || gaps(priority).getLast().isZero()) {
            return Instant.MIN;
        }
        int mostOfTexts = priority == Priority.CRITICAL ? MOST_IN_A_BURST : MOST_LESS_URGENT;
        return s.history().noBurstBefore(file ? MOST_WITH_A_FILE : mostOfTexts);
    }

    private Duration gap(Priority priority, Instant since, boolean file, SenderContext s) {
        Duration least = delivery.minInterval();
        boolean first = s.history().streak(since, file) == 0 || (!file && endsOutage(priority, s));
        if (delivery.strategy() == DeliveryConfig.Strategy.IMMEDIATE || first) {
            return least;
        }
        List<Duration> gaps = gaps(priority);
        Duration grown = gaps.get(Math.min(s.history().streak(since, file), gaps.size()) - 1);
        return grown.compareTo(least) < 0 ? least : grown;
    }

    /** The first critical notification after an outage goes at once: the line has made a gap of its own. */
    private static boolean endsOutage(Priority priority, SenderContext s) {
        Instant brokenAt = s.network().brokenAt();
        boolean since = s.history().last().filter(brokenAt::isAfter).isPresent() && !brokenAt.isAfter(s.now());
        return priority == Priority.CRITICAL && (since || s.history().brokeInLast());
    }

    private List<Duration> gaps(Priority priority) {
        return switch (priority) {
            case LOW, DEFAULT -> delivery.gaps().standard();
            case HIGH -> delivery.gaps().high();
            case CRITICAL -> delivery.gaps().critical();
        };
    }
}
