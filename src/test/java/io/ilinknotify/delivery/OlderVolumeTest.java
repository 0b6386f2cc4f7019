package io.ilinknotify.delivery;

import io.ilinknotify.delivery.DeliveryQueue.Waiting;
import io.ilinknotify.delivery.policy.QueueSummary.Group;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxWorld;
import io.ilinknotify.store.OlderDatabase;
import io.ilinknotify.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What waited in a volume of an earlier version waits as it did, a text of which a part was told included. */
class OlderVolumeTest {
    private static final Instant FIRST = Instant.ofEpochMilli(1_000);
    private static final Instant LAST = Instant.ofEpochMilli(3_000);

    @TempDir
    Path directory;

    static IntStream earlierVersions() {
        return IntStream.range(1, OlderDatabase.latest());
    }

    @ParameterizedTest
    @MethodSource("earlierVersions")
    void whatWaitedStillWaits(int version) {
        try (Store old = OlderDatabase.open(directory.resolve("agent.db"), version)) {
            put(old, 1, "HELD", "WINDOW_SHUT", Priority.DEFAULT, FIRST, 0);
            put(old, 2, "QUEUED", null, Priority.DEFAULT, LAST, 2);
            put(old, 3, "QUEUED", null, Priority.CRITICAL, LAST, 0);
            put(old, 4, "HELD", "REJECTED", Priority.CRITICAL, FIRST, 1);
        }

        try (OutboxWorld world = new OutboxWorld(directory)) {
            assertThat(world.store.read(DeliveryQueue::waiting))
                    .containsExactly(
                            new Group(Priority.CRITICAL, Phase.NONE, LAST, LAST, false),
                            new Group(Priority.DEFAULT, Phase.NONE, FIRST, LAST, true));
            assertThat(world.store.read(DeliveryQueue::counts))
                    .isEqualTo(Map.of(Priority.CRITICAL, 1, Priority.DEFAULT, 2));
            List<Waiting> first = world.store.read(tx -> DeliveryQueue.first(tx, 100, 10));
            assertThat(first).extracting(Waiting::seq).containsExactly(3L, 1L, 2L);
        }
        assertThat(directory.resolve("agent.db.v" + version)).isRegularFile();
    }

    private static void put(
            Store old,
            long seq,
            String state,
            @Nullable String reason,
            Priority priority,
            Instant createdAt,
            int toldParts) {
        old.write(tx -> tx.update(
                        """
                        INSERT INTO notification (seq, id, state, reason, client, source, beginning, length, bytes,
                            priority, phase, tags, created_at, expires_at, told_chars, told_parts)
                        VALUES (?, ?, ?, ?, 'ci', 'notify', 'text', 4, 4, ?, 'NONE', '', ?, 0, 0, ?)
                        """, seq, "%026d".formatted(seq), state, reason, priority.ordinal(), createdAt, toldParts))
                .join();
    }
}
