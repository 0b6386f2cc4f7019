package io.ilinknotify.delivery;

import io.ilinknotify.delivery.DeliveryQueue.WaitingNotification;
import io.ilinknotify.delivery.policy.SenderContext.WaitingGroup;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.OutboxWorld;
import io.ilinknotify.store.OlderDatabase;
import io.ilinknotify.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
                            new WaitingGroup(Priority.CRITICAL, Phase.NONE, LAST, LAST, false),
                            new WaitingGroup(Priority.DEFAULT, Phase.NONE, FIRST, LAST, true));
            assertThat(world.store.read(DeliveryQueue::counts))
                    .isEqualTo(Map.of(Priority.CRITICAL, 1, Priority.DEFAULT, 2));
            List<WaitingNotification> first = world.store.read(tx -> DeliveryQueue.first(tx, 100, 10));
            assertThat(first).extracting(WaitingNotification::seq).containsExactly(3L, 1L, 2L);
        }
        assertThat(directory.resolve("agent.db.v" + version)).isRegularFile();
    }

    /** Written by the last version that looked for the guilty by halves, in the middle of it. */
    @Test
    void aVolumeOfAnEarlierVersionOpensAndGoesOn() throws IOException {
        try (InputStream packed = OlderVolumeTest.class.getResourceAsStream("/volumes/schema-6.db.gz")) {
            Files.copy(new GZIPInputStream(Objects.requireNonNull(packed)), directory.resolve("agent.db"));
        }

        try (DeliveryWorld world =
                new DeliveryWorld(directory, TestSettings.Delivery.THRIFTY, TestSettings.Window.DEFAULTS)) {
            world.wire.callsInvalid(text -> text.contains("odd"));
            world.clock.advance(Duration.ofDays(2));
            world.store().commit(tx -> {
                String person = world.phone.userId();
                tx.update("UPDATE purse SET person = ?, inbound_id = 'old', digest = 'old'", person);
                return tx.update("UPDATE memo SET value = ? WHERE name = 'delivery.person'", person);
            });
            for (int i = 0; i < 4; i++) {
                world.personWrites();
                world.run(Duration.ofHours(2));
            }

            assertThat(world.all())
                    .extracting(
                            entry -> entry.notification().content().title(),
                            entry -> world.standing(entry.notification().id()))
                    .containsExactly(
                            tuple("held critical", "sent"),
                            tuple("held default", "sent"),
                            tuple("odd one", "held rejected"),
                            tuple("innocent 6", "sent"),
                            tuple("innocent 5", "sent"),
                            tuple("innocent 4", "sent"),
                            tuple("innocent 3", "sent"),
                            tuple("innocent 2", "sent"),
                            tuple("innocent 1", "sent"),
                            tuple("innocent 0", "sent"),
                            tuple("odd alone", "held rejected"),
                            tuple("doubtful", "unknown"),
                            tuple("sent", "sent"));
        }
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
