package io.ilinknotify.delivery.policy;

import io.ilinknotify.delivery.policy.Decision.Kind;
import io.ilinknotify.delivery.policy.DeliveryConfig.Strategy;
import io.ilinknotify.delivery.policy.SenderContext.LostMessage;
import io.ilinknotify.delivery.policy.SenderContext.WaitingFile;
import io.ilinknotify.delivery.policy.SenderContext.WaitingGroup;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.Standings;
import io.ilinknotify.window.WindowConfig;
import io.ilinknotify.window.WindowView;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides what the sender does next. Pure: the same inputs give the same decision. */
public final class DeliveryPolicy {
    /** A lost answer is not worth a repeat after this. */
    private static final Duration REPEAT_UNTIL = Duration.ofMinutes(10);

    /** A reply is answered by at most this many messages; the last one counts what is left. */
    public static final int RELEASE_MESSAGES = 3;

    /** A repeat, and a reminder, must leave a send for what comes. */
    private static final int LEAST_LEFT = 2;

    /** An alert that ended is worth a send of its own only if more than these are left. */
    private static final int ENOUGH_FOR_RESOLVED = 5;

    private final SendRules rules;
    private final DeliveryConfig delivery;
    private final QuietHours quiet;
    private final Duration reminder;

    public DeliveryPolicy(DeliveryConfig delivery, WindowConfig window, QuietHours quiet) {
        this.rules = new SendRules(delivery, window, quiet);
        this.delivery = delivery;
        this.quiet = quiet;
        this.reminder = window.reminder();
    }

    /** A possible step, and from when on; without a decision it is only a time to look again. */
    private record Step(Instant at, @Nullable Decision decision) {}

    /** Says how the notifications and files that wait stand until then. */
    public Standings standings(SenderContext s) {
        return rules.standings(s);
    }

    /**
     * Counts the files that wait after a message and go only after a reply.
     *
     * @param files how many wait of each kind, the most urgent first
     * @param left sends that are left after the message
     */
    public int needReply(List<FileCount> files, int left) {
        int needed = 0;
        int rest = left;
        for (FileCount kind : files) {
            int going = 0;
            while (going < kind.count()
                    && leads(kind.priority(), kind.phase(), rest)
                    && rest > rules.leastBeforeFile(kind.priority())) {
                going++;
                rest--;
            }
            needed += kind.count() - going;
        }
        return needed;
    }

    /** Files that wait, of one priority and phase. */
    public record FileCount(Priority priority, Phase phase, int count) {}

    /** The next step: the first that may be done now, else the soonest time to look again. */
    public Decision next(SenderContext s) {
        List<Step> steps = new ArrayList<>();
        s.lost().forEach(lost -> steps.add(new Step(giveUpAt(lost), new Decision.GiveUp(lost.clientId()))));
        if (!s.sender().isRestricted()) {
            release(s, steps);
        }
        if (!s.sender().isRestricted() && !s.pollsRefused()) {
            remind(s, steps);
        }
        lead(s, steps);
        files(s, steps);
        return steps.stream()
                .filter(step -> !step.at().isAfter(s.now()))
                .flatMap(step -> Stream.ofNullable(step.decision()))
                .findFirst()
                .orElseGet(() -> steps.stream()
                        .map(Step::at)
                        .min(Comparator.naturalOrder())
                        .<Decision>map(Decision.WaitUntil::new)
                        .orElseGet(Decision.Hold::new));
    }

    private static void add(List<Step> steps, SendRules.Ruling verdict, Decision decision, Instant now) {
        Instant opensAt = verdict.opensAt();
        if (verdict.isOpen()) {
            steps.add(new Step(now, decision));
        } else if (opensAt != null) {
            steps.add(new Step(opensAt, null));
        }
    }

    /** Notifications that waited when the person wrote are told in few messages, close to each other. */
    private void release(SenderContext s, List<Step> steps) {
        Instant repliedAt = s.repliedAt();
        if (repliedAt != null && s.released() < RELEASE_MESSAGES && s.hadSomethingToTell(repliedAt)) {
            Instant newest =
                    s.groups().isEmpty() ? s.now() : s.groups().getFirst().newest();
            Decision release = new Decision.Send(Kind.RELEASE, s.mostUrgent(), null);
            add(steps, rules.verdict(s.mostUrgent(), newest, null, s), release, s.now());
        }
    }

    /**
     * Unspent sends die with the window, so asking for a reply costs nothing; it carries what waits. It falls before quiet
     * hours; after them only when the agent or the purse was not there yet.
     */
    private void remind(SenderContext s, List<Step> steps) {
        WindowView window = s.window();
        Instant closesAt = window.closesAt();
        if (closesAt == null || s.reminded() || reminder.isZero() || window.remaining() < LEAST_LEFT) {
            return;
        }
        Instant due = quiet.orBefore(closesAt.minus(reminder));
        Optional<Instant> silentUntil = quiet.until(Priority.DEFAULT, s.now());
        if (s.now().isBefore(due)) {
            steps.add(new Step(due, null));
        } else if (silentUntil.isPresent()) {
            steps.add(new Step(silentUntil.get(), null));
        } else {
            Decision remind = new Decision.Send(Kind.REMINDER, s.mostUrgent(), null);
            add(steps, rules.verdict(Priority.CRITICAL, null, null, s), remind, s.now());
        }
    }

    private void lead(SenderContext s, List<Step> steps) {
        for (WaitingGroup group : s.groups()) {
            if (leads(group.priority(), group.phase(), s.window().remaining())) {
                Instant since = group.continuing() ? null : group.oldest();
                Decision send = new Decision.Send(Kind.ALERTS, group.priority(), group.oldest());
                add(steps, rules.verdict(group.priority(), group.newest(), since, s), send, s.now());
            }
        }
        for (LostMessage message : s.lost()) {
            boolean first =
                    s.groups().stream().noneMatch(group -> group.priority().atLeast(message.priority()));
            Instant at = first ? repeatAt(message, s) : giveUpAt(message);
            steps.add(new Step(at, new Decision.Repeat(message.clientId())));
        }
    }

    /**
     * Files come after all texts, also those that are due before another send could follow. After a reply they go as far
     * as the messages of the release were not needed for texts.
     */
    private void files(SenderContext s, List<Step> steps) {
        Instant soon = s.now().plus(delivery.minInterval());
        if (steps.stream().anyMatch(step -> !step.at().isAfter(soon))) {
            return;
        }
        Instant repliedAt = s.repliedAt();
        for (WaitingFile file : s.files()) {
            boolean release = repliedAt != null
                    && s.released() < RELEASE_MESSAGES
                    && file.since().isBefore(repliedAt);
            if (release || leads(file.priority(), file.phase(), s.window().remaining())) {
                Instant since = release || file.continuing() ? null : file.since();
                Decision send = new Decision.SendFile(release ? Kind.RELEASE : Kind.ALERTS, file);
                add(steps, rules.fileVerdict(file.priority(), since, s), send, s.now());
            }
        }
    }

    private boolean leads(Priority priority, Phase phase, int remaining) {
        if (delivery.strategy() == Strategy.IMMEDIATE) {
            return true;
        }
        return switch (phase) {
            case NONE, FIRING -> priority != Priority.LOW;
            case RESOLVED -> priority == Priority.CRITICAL && remaining > ENOUGH_FOR_RESOLVED;
        };
    }

    private static Instant giveUpAt(LostMessage message) {
        return message.lostAt().plus(REPEAT_UNTIL);
    }

    /**
     * When an urgent message may leave a second time, or when to look again: not before the server could have shown it
     * and a poll was answered since, and only from a purse that has something left after it.
     */
    private Instant repeatAt(LostMessage message, SenderContext s) {
        Instant lostAt = message.lostAt();
        Instant polledAt = s.polledAt();
        boolean polled = polledAt != null && polledAt.isAfter(lostAt);
        if (!polled || s.window().remaining() < LEAST_LEFT) {
            return giveUpAt(message);
        }
        Instant from = lostAt.plus(delivery.repeatAfter());
        if (s.now().isBefore(from)) {
            return from;
        }
        SendRules.Ruling verdict = rules.verdict(message.priority(), lostAt, null, s);
        Instant at = verdict.isOpen() ? s.now() : verdict.opensAt();
        return at == null || at.isAfter(giveUpAt(message)) ? giveUpAt(message) : at;
    }
}
