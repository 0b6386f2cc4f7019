package io.ilinknotify.delivery;

import io.ilinknotify.TemporaryDirectory;
import io.ilinknotify.delivery.policy.DeliveryConfig;
import io.ilinknotify.ilink.UploadOutcome;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.AttachmentEntry;
import io.ilinknotify.outbox.OutboxEntry;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Notifications with files, and whatever happens in whatever order, against what the simulated server itself counted and
 * showed: the promises of {@link DeliveryPropertyTest}, and those of files.
 */
class FilePropertyTest {
    /** One thing that happens. */
    sealed interface Event {
        record Post(Priority priority, int files) implements Event {}

        record Reply() implements Event {}

        record Pass(Duration time) implements Event {}

        record Polled() implements Event {}

        record Trouble(Fault fault) implements Event {}

        record UploadTrouble(UploadOutcome outcome) implements Event {}

        record SlowUploads() implements Event {}

        record Restart() implements Event {}

        record CrashAtNextSend(boolean afterDelivery) implements Event {}
    }

    private final Map<NotificationId, String> accepted = new LinkedHashMap<>();
    /** Whose files they are, by name. */
    private final Map<String, Priority> owners = new HashMap<>();

    private final Set<String> left = new HashSet<>();

    @Property(tries = 300, seed = "20261129", shrinking = ShrinkingMode.BOUNDED)
    void promisesHoldUnderThrifty(@ForAll("histories") List<Event> history) {
        check(TestSettings.Delivery.THRIFTY, history);
    }

    @Property(tries = 150, seed = "20261130", shrinking = ShrinkingMode.BOUNDED)
    void promisesHoldUnderImmediate(@ForAll("histories") List<Event> history) {
        check(TestSettings.Delivery.IMMEDIATE, history);
    }

    @Provide
    Arbitrary<List<Event>> histories() {
        Arbitrary<Event> post = Combinators.combine(Arbitraries.of(Priority.class), Arbitraries.of(0, 0, 1, 1, 2, 4))
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
                        new Fault.WithoutId(false, true))
                .map(Event.Trouble::new);
        Arbitrary<Event> uploads = Arbitraries.<UploadOutcome>of(
                        new UploadOutcome.Refused("not allowed"),
                        new UploadOutcome.Unable("ret -1"),
                        new UploadOutcome.StaleToken(),
                        new UploadOutcome.RateLimited("freq limit"),
                        new UploadOutcome.NotReached("no route"),
                        new UploadOutcome.Lost("HTTP 502"))
                .map(Event.UploadTrouble::new);
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(9, post),
                        net.jqwik.api.Tuple.of(4, Arbitraries.just(new Event.Reply())),
                        net.jqwik.api.Tuple.of(7, pass),
                        net.jqwik.api.Tuple.of(2, Arbitraries.just(new Event.Polled())),
                        net.jqwik.api.Tuple.of(2, trouble),
                        net.jqwik.api.Tuple.of(2, uploads),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Event.SlowUploads())),
                        net.jqwik.api.Tuple.of(1, Arbitraries.just(new Event.Restart())),
                        net.jqwik.api.Tuple.of(1, Arbitraries.of(true, false).map(Event.CrashAtNextSend::new)))
                .list()
                .ofMinSize(5)
                .ofMaxSize(25);
    }

    private void check(DeliveryConfig delivery, List<Event> history) {
        accepted.clear();
        owners.clear();
        left.clear();
        Path directory = TemporaryDirectory.create();
        try (DeliveryWorld world = new DeliveryWorld(directory, delivery, TestSettings.Window.DEFAULTS)) {
            world.server.rules().bursts = false;
            world.wire.watch(new Footers(world, delivery)::areTrue);
            world.files.watch(file -> keepsTheReserve(world, file.clientId(), file.name()));
            for (Event event : history) {
                apply(world, event);
                assertThat(world.used())
                        .as("the purse knows of every send that the server counted")
                        .isGreaterThanOrEqualTo(world.phone.quotaUsed());
            }
            world.files.atOnce();
            DeliveryPropertyTest.calm(world);
            new Promises(world, accepted, delivery.maxLength()).hold();
            accepted.keySet().forEach(id -> filesTellTheTruth(world, id));
        } finally {
            TemporaryDirectory.delete(directory);
        }
    }

    private void apply(DeliveryWorld world, Event event) {
        switch (event) {
            case Event.Post post -> {
                String marker = "mark-" + accepted.size() + "-";
                List<Attachment> files = IntStream.range(0, post.files())
                        .mapToObj(n -> new Attachment(
                                "f" + accepted.size() + "." + n, "application/pdf", 1_000, "sha" + accepted.size()))
                        .toList();
                files.forEach(file -> owners.put(file.name(), post.priority()));
                NotificationId id = world.post(DeliveryWorld.draft(post.priority(), marker, "some words")
                        .with(files));
                accepted.put(id, "some words");
                world.run(Duration.ZERO);
            }
            case Event.Reply reply -> {
                world.personWrites();
                world.run(Duration.ZERO);
            }
            case Event.Pass pass -> world.run(pass.time());
            case Event.Polled polled -> world.polled();
            case Event.Trouble trouble -> world.server.nextSend(trouble.fault());
            case Event.UploadTrouble trouble -> world.files.next(trouble.outcome());
            case Event.SlowUploads slow -> world.files.slowly();
            case Event.Restart restart -> {
                world.files.atOnce();
                world.restart();
            }
            case Event.CrashAtNextSend crash -> {
                world.wire.endAtNextSend(crash.afterDelivery());
                try {
                    world.run(Duration.ofMinutes(1));
                } catch (SimulatedWire.Crash e) {
                    world.restart();
                }
                world.wire.goOn();
            }
        }
    }

    /** It is paid for when it leaves; its repeat may use what its text might. */
    private void keepsTheReserve(DeliveryWorld world, String clientId, String name) {
        if (left.add(clientId)) {
            int least = switch (owners.getOrDefault(name, Priority.DEFAULT)) {
                case LOW, DEFAULT -> 5;
                case HIGH -> 2;
                case CRITICAL -> 0;
            };
            assertThat(world.purse().view().remaining())
                    .as("left after %s", name)
                    .isGreaterThanOrEqualTo(least);
        }
    }

    private void filesTellTheTruth(DeliveryWorld world, NotificationId id) {
        OutboxEntry entry = world.entry(id);
        for (AttachmentEntry file : entry.attachments()) {
            List<RecordedSend> sends = world.server.sends().stream()
                    .filter(send -> send.text()
                            .equals(SimulatedFiles.SHOWN + file.attachment().name()))
                    .toList();
            long shown = world.phone.texts().stream()
                    .filter((SimulatedFiles.SHOWN + file.attachment().name())::equals)
                    .count();
            assertThat(file.state().isFinal() || file.state().isWaiting())
                    .as("%s", file)
                    .isTrue();
            if (file.state() == State.SENT) {
                assertThat(shown).as("%s stands on the phone", file).isPositive();
            }
            if (file.state().isWaiting()) {
                assertThat(shown).as("%s", file).isZero();
            }
            assertThat(shown).isLessThanOrEqualTo(2);
            assertThat(sends.stream()
                            .filter(send -> send.verdict() == RecordedSend.Verdict.SHOWN)
                            .map(RecordedSend::clientId)
                            .distinct())
                    .as("never anew once it may have arrived")
                    .hasSizeLessThanOrEqualTo(1);
            if (entry.state().isWaiting()) {
                assertThat(sends).as("no file goes before its text").isEmpty();
            }
        }
        boolean all = entry.attachments().stream().allMatch(file -> file.state() == State.SENT);
        assertThat(entry.told() == Coverage.WHOLE && !all)
                .as("whole only with its files")
                .isFalse();
    }
}
