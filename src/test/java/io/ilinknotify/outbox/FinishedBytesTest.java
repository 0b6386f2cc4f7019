package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody can fill the disk with what is finished: it may take as much as what waits, and the newest stays. */
class FinishedBytesTest {
    private static final int MAX_BYTES = 1 << 20;
    private static final String LONG = "x".repeat(90_000);

    @TempDir
    Path directory;

    private OutboxWorld world;

    @BeforeEach
    void open() {
        world = new OutboxWorld(directory, MAX_BYTES);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aFloodOnOneThreadTakesNoMoreThanWhatMayWait() {
        OutboxEntry before = world.post(Priority.DEFAULT, null);
        world.finish(List.of(before), State.SENT);
        List<OutboxEntry> flood = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            flood.add(postOnThread());
        }

        world.housekeeping.forget();

        assertThat(kept()).isBetween(MAX_BYTES - 2L * LONG.length(), (long) MAX_BYTES);
        assertThat(world.number("SELECT sum(length(text)) AS n FROM body")).isLessThan(MAX_BYTES + LONG.length());
        assertThat(world.isKept(before)).isFalse();
        assertThat(world.isKept(flood.getFirst())).isFalse();
        assertThat(world.stateOf(flood.get(98))).isEqualTo(State.SUPERSEDED);
        assertThat(world.stateOf(flood.get(99))).isEqualTo(State.QUEUED);
    }

    @Test
    void tenThousandThatSayNothingTakeRoomAsWell() {
        world.finish(world.post(10_000, "ci", "x"), State.SENT);

        world.housekeeping.forget();

        assertThat(world.number("SELECT count(*) AS n FROM notification")).isBetween(1_000L, 2_000L);
    }

    @Test
    void whatIsStillToBeToldStaysHoweverMuchThereIs() {
        OutboxEntry lost = world.post(Priority.DEFAULT, null);
        OutboxEntry forSecondChannel = world.post(Priority.HIGH, null);
        OutboxEntry told = world.post(Priority.HIGH, null);
        world.finish(List.of(lost), State.UNKNOWN);
        world.finish(List.of(forSecondChannel, told), State.FAILED);
        world.store.commit(tx -> tx.update(
                "INSERT INTO fallback (seq, next_at, told_at) VALUES (?, 1, NULL), (?, 1, 1)",
                forSecondChannel.seq(),
                told.seq()));
        world.clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 20; i++) {
            postOnThread();
        }

        world.housekeeping.forget();

        assertThat(world.isKept(lost)).isTrue();
        assertThat(world.isKept(forSecondChannel)).isTrue();
        assertThat(world.isKept(told)).isFalse();
    }

    @Test
    void whatTheSecondChannelHasYetToLookAtStays() {
        OutboxEntry looked = world.post(Priority.HIGH, null);
        OutboxEntry replaced = world.post(Priority.HIGH, null);
        OutboxEntry sent = world.post(Priority.HIGH, null);
        world.finish(List.of(looked, replaced), State.CANCELLED);
        world.finish(List.of(sent), State.SENT);
        world.store.commit(tx -> tx.update("UPDATE fallback_channel SET looked_to = ?", looked.seq()));
        for (int i = 0; i < 20; i++) {
            postOnThread();
        }

        world.housekeeping.forget();
        assertThat(world.isKept(looked)).isFalse();
        assertThat(world.isKept(replaced)).isTrue();
        assertThat(world.isKept(sent)).isFalse();

        world.store.commit(tx -> tx.update("UPDATE fallback_channel SET looked_to = 1000"));
        world.housekeeping.forget();
        assertThat(world.isKept(replaced)).isFalse();
        assertThat(kept()).isLessThan(MAX_BYTES);
    }

    @Test
    void theSumFollowsWhatIsFinishedMentionedReopenedAndForgotten() {
        OutboxEntry sent = world.post(Priority.DEFAULT, null);
        OutboxEntry lost = world.post(Priority.DEFAULT, null);
        assertThat(kept()).isZero();

        world.finish(List.of(sent), State.SENT);
        world.finish(List.of(sent), State.SENT);
        long one = kept();
        assertThat(one).isGreaterThan("disk full".length());

        world.finish(List.of(lost), State.UNKNOWN);
        assertThat(kept()).isEqualTo(one);
        world.store.commit(tx -> world.states.mentionNone(tx, lost.seq()));
        assertThat(kept()).isEqualTo(2 * one);

        world.store.commit(tx ->
                tx.update("UPDATE notification SET state = 'QUEUED', finished_at = NULL WHERE seq = ?", sent.seq()));
        assertThat(kept()).isEqualTo(one);

        world.clock.advance(Duration.ofDays(8));
        world.housekeeping.forget();
        assertThat(kept()).isZero();
    }

    private long kept() {
        return world.number("SELECT finished AS n FROM outbox_size");
    }

    private OutboxEntry postOnThread() {
        NotificationDraft draft = new NotificationDraft(
                "ci",
                "notify",
                null,
                LONG,
                Priority.DEFAULT,
                List.of(),
                null,
                null,
                "build",
                null,
                Phase.NONE,
                false,
                List.of());
        Acceptance.Accepted accepted =
                (Acceptance.Accepted) world.outbox.accept(draft, null).join();
        assertThat(accepted.duplicate()).isFalse();
        return accepted.entry();
    }
}
