package io.ilinknotify.delivery;

import io.ilinknotify.TemporaryDirectory;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.RecordedSend;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The network is gone for a while at any moment of a storm. When it is back a critical alert follows at once; nothing that
 * never left is called lost, and nothing is sent twice but the one repeat of an urgent message whose answer was lost.
 */
class OutagePropertyTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONGEST_GAP = Duration.ofMinutes(1);
    /** A poll that is held notices nothing before it ends. */
    private static final int LONGEST_HELD_SECONDS = 45;

    private static final int LATEST_POLL_SECONDS = 5;

    /** An alert, and the time until the next. */
    record Alert(Priority priority, Duration pause) {}

    /** The line breaks between two sends, or in one. */
    enum Moment {
        BETWEEN_SENDS(null),
        BEFORE_THE_SERVER_HAD_IT(Timing.BEFORE_DELIVERY),
        BEFORE_THE_ANSWER_CAME(Timing.AFTER_DELIVERY);

        final @Nullable Timing inSend;

        Moment(@Nullable Timing inSend) {
            this.inSend = inSend;
        }
    }

    private final Map<NotificationId, String> accepted = new LinkedHashMap<>();

    @Property(tries = 200, seed = "20261129", shrinking = ShrinkingMode.BOUNDED)
    void holdsUnderThrifty(
            @ForAll("storms") List<Alert> before,
            @ForAll Moment moment,
            @ForAll("outages") Duration outage,
            @ForAll @Size(max = 4) List<Priority> meanwhile,
            @ForAll @IntRange(max = LONGEST_HELD_SECONDS) int held,
            @ForAll @IntRange(min = 1, max = LATEST_POLL_SECONDS) int firstPoll) {
        check(TestSettings.Delivery.THRIFTY, before, moment, outage, meanwhile, held, firstPoll);
    }

    @Property(tries = 100, seed = "20261130", shrinking = ShrinkingMode.BOUNDED)
    void holdsUnderImmediate(
            @ForAll("storms") List<Alert> before,
            @ForAll Moment moment,
            @ForAll("outages") Duration outage,
            @ForAll @Size(max = 4) List<Priority> meanwhile,
            @ForAll @IntRange(max = LONGEST_HELD_SECONDS) int held,
            @ForAll @IntRange(min = 1, max = LATEST_POLL_SECONDS) int firstPoll) {
        // With a message for each of more, no other may follow for five minutes.
        List<Alert> few = before.subList(0, Math.min(before.size(), 4));
        check(TestSettings.Delivery.IMMEDIATE, few, moment, outage, meanwhile, held, firstPoll);
    }

    @Provide
    Arbitrary<List<Alert>> storms() {
        Arbitrary<Priority> priority = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.of(Priority.LOW, Priority.DEFAULT, Priority.HIGH)),
                net.jqwik.api.Tuple.of(1, Arbitraries.just(Priority.CRITICAL)));
        Arbitrary<Duration> pause = Arbitraries.integers().between(0, 40).map(Duration::ofSeconds);
        return Combinators.combine(priority, pause).as(Alert::new).list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Duration> outages() {
        return Arbitraries.of(
                Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(3));
    }

    private void check(
            DeliveryConfig delivery,
            List<Alert> before,
            Moment moment,
            Duration outage,
            List<Priority> meanwhile,
            int held,
            int firstPoll) {
        accepted.clear();
        Path directory = TemporaryDirectory.create();
        try (DeliveryWorld world = new DeliveryWorld(directory, delivery, TestSettings.Window.DEFAULTS)) {
            world.personWrites();
            for (Alert alert : before) {
                post(world, alert.priority());
                live(world, alert.pause());
            }
            int ended = world.outcomes.size();
            breakLine(world, moment);
            NotificationId critical = outage(world, outage, held, meanwhile);
            boolean polled = held < outage.toSeconds();
            boolean noticed = polled || world.outcomes.size() > ended;
            Instant back = world.clock.instant();
            world.wire.network(true);

            if (polled) {
                world.run(Duration.ofSeconds(firstPoll));
                world.reached();
                world.polled();
            }
            // A line that nothing was tried on was not seen to break: the gap of the last send goes on.
            world.run(noticed ? SOON : SOON.plus(LONGEST_GAP));

            assertThat(shownAt(world, critical)).isBeforeOrEqualTo(back.plus(noticed ? SOON : LONGEST_GAP));
            calm(world);
            new Promises(world, accepted, delivery.maxLength()).hold();
            nothingThatNeverLeftIsCalledLost(world);
            onlyLostUrgentOnesWereRepeated(world);
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    private NotificationId post(DeliveryWorld world, Priority priority) {
        NotificationId id = world.post(DeliveryWorld.draft(priority, "mark-" + accepted.size() + "-", "text"));
        accepted.put(id, "text");
        world.run(Duration.ZERO);
        return id;
    }

    /** The line breaks now, or in the next critical send, which a gap may delay. */
    private void breakLine(DeliveryWorld world, Moment moment) {
        if (moment.inSend != null) {
            world.wire.breakLineInNextSend(moment.inSend);
            post(world, Priority.CRITICAL);
            for (int second = 0; !world.wire.isDown() && second < LONGEST_GAP.toSeconds(); second++) {
                live(world, Duration.ofSeconds(1));
            }
        }
        world.wire.network(false);
    }

    /** Alerts go on while the network is gone; gives the first critical one. */
    private NotificationId outage(DeliveryWorld world, Duration length, int held, List<Priority> alerts) {
        Instant pollEnds = world.clock.instant().plusSeconds(held);
        Duration part = length.dividedBy(alerts.size() + 1);
        @Nullable NotificationId critical = null;
        for (Priority priority : alerts) {
            NotificationId id = post(world, priority);
            critical = critical == null && priority == Priority.CRITICAL ? id : critical;
            pass(world, part, pollEnds);
        }
        NotificationId last = post(world, Priority.CRITICAL);
        pass(world, part, pollEnds);
        return critical == null ? last : critical;
    }

    private static void pass(DeliveryWorld world, Duration time, Instant pollEnds) {
        Duration before = Duration.between(world.clock.instant(), pollEnds);
        if (before.isNegative() || before.compareTo(time) >= 0) {
            world.run(time);
        } else {
            world.run(before);
            world.health().pollUnreached();
            world.run(time.minus(before));
        }
    }

    /** Time passes while polls are answered. */
    private static void live(DeliveryWorld world, Duration time) {
        if (!world.wire.isDown()) {
            world.polled();
        }
        world.run(time);
    }

    private static void calm(DeliveryWorld world) {
        for (int i = 0; i < 4; i++) {
            live(world, Duration.ofHours(5));
            world.personWrites();
            live(world, Duration.ofMinutes(5));
        }
    }

    private static Instant shownAt(DeliveryWorld world, NotificationId id) {
        OutboxEntry entry = world.entry(id);
        return world.phone.messages().stream()
                .filter(message -> message.messageId().equals(entry.messageId()))
                .map(RecordedSend::at)
                .findFirst()
                .orElse(Instant.MAX);
    }

    private void nothingThatNeverLeftIsCalledLost(DeliveryWorld world) {
        for (NotificationId id : accepted.keySet()) {
            OutboxEntry entry = world.entry(id);
            boolean called = entry.state() == State.UNKNOWN
                    || entry.attempts().stream()
                            .anyMatch(attempt -> attempt.outcome().equals("lost"));
            String title = String.valueOf(entry.notification().content().title());
            boolean left = world.wire.lost().values().stream().anyMatch(text -> text.contains(title));
            assertThat(!called || left).as("%s", entry).isTrue();
        }
    }

    private static void onlyLostUrgentOnesWereRepeated(DeliveryWorld world) {
        Map<String, List<RecordedSend>> tries =
                world.server.sends().stream().collect(Collectors.groupingBy(RecordedSend::clientId));
        assertThat(tries.entrySet())
                .filteredOn(sends -> sends.getValue().size() > 1)
                .allMatch(sends -> world.wire.lost().containsKey(sends.getKey()));
    }
}
