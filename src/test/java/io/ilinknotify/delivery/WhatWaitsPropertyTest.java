package io.ilinknotify.delivery;

import io.ilinknotify.TemporaryDirectory;
import io.ilinknotify.delivery.DeliveryQueue.WaitingNotification;
import io.ilinknotify.delivery.policy.SenderContext.WaitingGroup;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Reason;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxWorld;
import io.ilinknotify.store.Tx;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

/** What the indexes find of any mix of rows is what one who reads every row finds. */
class WhatWaitsPropertyTest {
    private static final Path DIRECTORY = TemporaryDirectory.create();
    private static final OutboxWorld WORLD = new OutboxWorld(DIRECTORY);

    @AfterContainer
    static void close() {
        WORLD.close();
        TemporaryDirectory.delete(DIRECTORY);
    }

    /** A row in any state, possible or not. */
    record Given(
            Priority priority,
            Phase phase,
            State state,
            @Nullable Reason reason,
            int minute,
            int toldParts,
            int together) {
        boolean waits() {
            return (state == State.QUEUED || state == State.HELD)
                    && reason != Reason.REJECTED
                    && reason != Reason.OTHER_PERSON;
        }

        boolean mayBeCounted() {
            return toldParts == 0 && together == 0;
        }

        Instant createdAt() {
            return Instant.EPOCH.plusSeconds(60L * minute);
        }
    }

    /** A row with its place. */
    record Placed(long seq, Given row) {}

    @Property(tries = 400, seed = "20261125")
    void isWhatANaiveReaderFinds(@ForAll("rows") List<Given> rows) {
        WORLD.store.write(tx -> put(tx, rows)).join();
        List<Placed> waiting = IntStream.range(0, rows.size())
                .mapToObj(i -> new Placed(i + 1L, rows.get(i)))
                .filter(placed -> placed.row().waits())
                .toList();

        assertThat(WORLD.store.read(DeliveryQueue::waiting)).isEqualTo(groups(waiting));
        assertThat(WORLD.store.read(DeliveryQueue::counts))
                .isEqualTo(waiting.stream()
                        .collect(groupingBy(
                                placed -> placed.row().priority(), collectingAndThen(counting(), Long::intValue))));
        List<Placed> inOrder = waiting.stream()
                .sorted(Comparator.comparing((Placed placed) -> placed.row().priority())
                        .reversed()
                        .thenComparing(Placed::seq))
                .toList();
        List<WaitingNotification> first = WORLD.store.read(tx -> DeliveryQueue.first(tx, 100, 5));
        List<Long> others = WORLD.store.read(tx -> DeliveryQueue.others(tx, first));
        assertThat(first.stream().map(WaitingNotification::seq).toList())
                .isEqualTo(inOrder.stream().limit(5).map(Placed::seq).toList());
        assertThat(others)
                .isEqualTo(inOrder.stream()
                        .skip(5)
                        .filter(placed -> placed.row().mayBeCounted())
                        .map(Placed::seq)
                        .toList());
    }

    @Provide
    Arbitrary<List<Given>> rows() {
        Arbitrary<@Nullable Reason> reason = Arbitraries.of(Reason.class).injectNull(0.3);
        Arbitrary<State> state = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.of(State.QUEUED, State.HELD)),
                net.jqwik.api.Tuple.of(1, Arbitraries.of(State.class)));
        return Combinators.combine(
                        Arbitraries.of(Priority.class),
                        Arbitraries.of(Phase.class),
                        state,
                        reason,
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.of(0, 0, 0, 1, 2),
                        Arbitraries.of(0, 0, 0, 1, 4))
                .as(Given::new)
                .list()
                .ofMaxSize(40);
    }

    private static List<WaitingGroup> groups(List<Placed> waiting) {
        return Stream.of(Priority.values())
                .sorted(Comparator.reverseOrder())
                .flatMap(priority -> Stream.of(Phase.values())
                        .sorted(Comparator.comparing(Phase::name))
                        .flatMap(phase -> group(waiting, priority, phase)))
                .toList();
    }

    private static Stream<WaitingGroup> group(List<Placed> waiting, Priority priority, Phase phase) {
        Predicate<Given> alike = row -> row.priority() == priority && row.phase() == phase;
        List<Given> rows = waiting.stream().map(Placed::row).filter(alike).toList();
        return rows.stream()
                .map(Given::createdAt)
                .min(Comparator.naturalOrder())
                .map(oldest -> new WaitingGroup(
                        priority,
                        phase,
                        oldest,
                        rows.stream()
                                .map(Given::createdAt)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        rows.stream().anyMatch(row -> row.toldParts() > 0)))
                .stream();
    }

    /** The only rows there are, numbered from 1. */
    private static boolean put(Tx tx, List<Given> rows) {
        tx.update("DELETE FROM notification");
        long seq = 0;
        for (Given row : rows) {
            seq++;
            tx.update(
                    """
                    INSERT INTO notification (seq, id, state, reason, client, source, beginning, length, bytes, priority,
                        phase, tags, created_at, expires_at, finished_at, told_parts, bare)
                    VALUES (?, ?, ?, ?, 'ci', 'notify', 'text', 4, 4, ?, ?, '', ?, 0, ?, ?, ?)
                    """,
                    seq,
                    "%026d".formatted(seq),
                    row.state(),
                    row.reason(),
                    row.priority().ordinal(),
                    row.phase(),
                    row.createdAt(),
                    row.state().isFinal() ? row.createdAt() : null,
                    row.toldParts(),
                    row.together());
        }
        return true;
    }
}
