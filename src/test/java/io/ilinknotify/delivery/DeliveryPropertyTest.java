package io.ilinknotify.delivery;

import io.ilinknotify.TemporaryDirectory;
import io.ilinknotify.delivery.SimulatedWire.Crash;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Fault;
import io.ilinknotify.simulator.RecordedSend;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens, in whatever order: notifications, replies, refusals, lost answers, crashes, time. The promises hold
 * against what the simulated server itself counted and showed. The seeds are fixed, so that a build says the same twice;
 * take them out to explore.
 */
class DeliveryPropertyTest {
    /** What the server does not take. */
    static final String GUILTY = "odd-";

    private static final Duration LONG = Duration.ofMinutes(12);

    /** One thing that happens. */
    sealed interface Event {
        record Post(Priority priority, Phase phase, int length, boolean guilty) implements Event {}

        record Reply() implements Event {}

        record Pass(Duration time) implements Event {}

        record Polled() implements Event {}

        record Trouble(Fault fault) implements Event {}

        record CrashAtNextSend(boolean afterDelivery) implements Event {}
    }

    @Property(tries = 600, seed = "20261122", shrinking = ShrinkingMode.BOUNDED)
    void promisesHoldUnderThrifty(@ForAll("histories") List<Event> history, @ForAll boolean removesRepeats) {
        check(TestSettings.Delivery.THRIFTY, history, removesRepeats);
    }

    @Property(tries = 400, seed = "20261123", shrinking = ShrinkingMode.BOUNDED)
    void promisesHoldUnderImmediate(@ForAll("histories") List<Event> history, @ForAll boolean removesRepeats) {
        check(TestSettings.Delivery.IMMEDIATE, history, removesRepeats);
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<Event> post = Combinators.combine(
                        Arbitraries.of(Priority.class),
                        Arbitraries.of(Phase.class),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(8, Arbitraries.integers().between(0, 200)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(200, 7000))),
                        Arbitraries.integers().between(0, 9).map(n -> n == 0))
                .as(Event.Post::new);
        Arbitrary<Event> pass = Arbitraries.longs()
                .between(1, 20)
                .flatMap(n -> Arbitraries.of(1L, 10L, 60L, 600L, 7200L)
                        .map(unit -> new Event.Pass(Duration.ofSeconds(n * unit))));
        Arbitrary<Event> trouble = Arbitraries.<Fault>of(
                        Fault.lostBefore(),
                        Fault.lostAfter(),
                        Fault.prepareFailed(),
                        Fault.rateLimited(),
                        Fault.staleToken(),
                        new Fault.RefusedCall(-3, "invalid argument"),
                        new Fault.RefusedCall(-99, "something new"),
                        new Fault.WithoutId(false, true),
                        new Fault.WithoutId(true, false),
                        new Fault.Garbage(Fault.Timing.AFTER_DELIVERY),
                        new Fault.Status(502, Fault.Timing.BEFORE_DELIVERY))
                .map(Event.Trouble::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(10, post),
                        net.jqwik.api.Tuple.of(3, Arbitraries.just(new Event.Reply())),
                        net.jqwik.api.Tuple.of(6, pass),
                        net.jqwik.api.Tuple.of(2, Arbitraries.just(new Event.Polled())),
                        net.jqwik.api.Tuple.of(2, trouble),
                        net.jqwik.api.Tuple.of(1, Arbitraries.of(true, false).map(Event.CrashAtNextSend::new)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(30);
    }

    private static void check(DeliveryConfig delivery, List<Event> history, boolean removesRepeats) {
        Path directory = TemporaryDirectory.create();
        try (DeliveryWorld world = new DeliveryWorld(directory, delivery, TestSettings.Window.DEFAULTS)) {
            world.server.rules().removesRepeats = removesRepeats;
            world.server.rules().bursts = false;
            world.wire.watch(new Footers(world, delivery)::areTrue);
            world.wire.callsInvalid(text -> text.contains(GUILTY));
            Map<NotificationId, String> accepted = new LinkedHashMap<>();
            for (Event event : history) {
                apply(world, event, accepted);
                assertThat(world.used())
                        .as("the purse knows of every send that the server counted")
                        .isGreaterThanOrEqualTo(world.phone.quotaUsed());
            }
            calm(world);
            Promises promises = new Promises(world, accepted, delivery.maxLength());
            promises.hold();
            if (history.stream().noneMatch(DeliveryPropertyTest::rejectsTheInnocent)) {
                promises.onlyTheGuiltyAreRejected();
            }
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    /** The server says of whatever comes next what it should say of the guilty. */
    private static boolean rejectsTheInnocent(Event event) {
        return event instanceof Event.Trouble trouble
                && trouble.fault() instanceof Fault.RefusedCall refusal
                && (refusal.ret() == -3 || refusal.ret() == -99);
    }

    private static void apply(DeliveryWorld world, Event event, Map<NotificationId, String> accepted) {
        switch (event) {
            case Event.Post post -> {
                String marker = (post.guilty() ? GUILTY : "") + "mark-" + accepted.size() + "-";
                String text = "word ".repeat(post.length() / 5);
                NotificationId id = world.post(new NotificationDraft(
                        "ci",
                        "notify",
                        marker,
                        text,
                        post.priority(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        post.phase(),
                        false,
                        List.of()));
                accepted.put(id, text);
                live(world, Duration.ZERO);
            }
            case Event.Reply reply -> {
                world.personWrites();
                live(world, Duration.ZERO);
            }
            case Event.Pass pass -> live(world, pass.time());
            case Event.Polled polled -> world.polled();
            case Event.Trouble trouble -> world.server.nextSend(trouble.fault());
            case Event.CrashAtNextSend crash -> world.wire.endAtNextSend(crash.afterDelivery());
        }
    }

    /** Time passes; a crash ends the process, and it starts again at once. */
    private static void live(DeliveryWorld world, Duration time) {
        try {
            if (time.compareTo(LONG) > 0) {
                // Hours pass in three steps: some work, a leap as of a machine that slept, and some work again.
                world.run(LONG.dividedBy(2));
                world.clock.advance(time.minus(LONG));
                world.run(LONG.dividedBy(2));
            } else {
                world.run(time);
            }
        } catch (Crash crash) {
            world.restart();
            live(world, Duration.ZERO);
        }
    }

    /** All trouble ends, the person answers as often as it takes, and the agent has the time it wants. */
    static void calm(DeliveryWorld world) {
        world.server.noMoreFaults();
        world.wire.goOn();
        for (int i = 0; i < 4 || (i < 16 && goAlone(world)); i++) {
            live(world, Duration.ofHours(5));
            world.polled();
            world.personWrites();
            live(world, Duration.ofMinutes(5));
        }
    }

    /** Whether some wait for a reply to go alone. */
    private static boolean goAlone(DeliveryWorld world) {
        return world.store()
                .read(tx -> tx.first(
                        "SELECT 1 FROM notification WHERE finished_at IS NULL AND bare = ?",
                        row -> true,
                        Suspects.Suspicion.ALONE.stored))
                .isPresent();
    }

    /** For planted faults: which verdicts the server must never have given. */
    static final List<RecordedSend.Verdict> NEVER = List.of(
            RecordedSend.Verdict.QUOTA_OVER,
            RecordedSend.Verdict.FOREIGN_CONTEXT,
            RecordedSend.Verdict.TOO_LONG,
            RecordedSend.Verdict.WINDOW_OVER,
            RecordedSend.Verdict.MALFORMED);
}
