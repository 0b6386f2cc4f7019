package io.ilinknotify.delivery;

import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxWorld;
import io.ilinknotify.render.MessageContext.PendingMention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Of many notifications that nobody could be told of, the oldest are only counted. */
class PendingMentionsTest {
    @TempDir
    Path directory;

    private OutboxWorld world;

    @BeforeEach
    void open() {
        world = new OutboxWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void keepNames() {
        new OldMessages(world.store, world.states, TestSettings.Box.DEFAULTS, TestSettings.Window.DEFAULTS, world.clock)
                .forget();
    }

    @Test
    void ofManyThatNobodyCouldBeToldOfOnlyTheNewestKeepTheirNamesAndNoneIsLeftOut() {
        world.finish(world.post(700, "ci", "lost"), State.UNKNOWN);
        world.post(1_900, "ci", "never seen");
        world.clock.advance(Duration.ofHours(72));
        world.keepHouse();
        keepNames();

        List<PendingMention> unsaid = world.store.read(PendingMentionTable::all);

        assertThat(unsaid)
                .filteredOn(u -> u.seq() > 0)
                .hasSizeBetween(PendingMentionTable.NAMED, PendingMentionTable.NAMED + 499);
        assertThat(unsaid)
                .filteredOn(u -> !u.expired())
                .extracting(PendingMention::count)
                .containsExactly(500, 200);
        assertThat(unsaid.stream().mapToInt(PendingMention::count).sum()).isEqualTo(2_600);

        world.clock.advance(Duration.ofDays(7).plusMillis(1));
        world.keepHouse();
        assertThat(world.number("SELECT count(*) AS n FROM notification")).isLessThan(PendingMentionTable.NAMED + 500);
        assertThat(world.store.read(PendingMentionTable::all)).isEqualTo(unsaid);

        world.store
                .write(tx -> {
                    unsaid.forEach(u -> PendingMentionTable.said(tx, world.states, u.seq()));
                    return true;
                })
                .join();
        assertThat(world.store.read(PendingMentionTable::all)).isEmpty();
        assertThat(world.store.read(PendingMentionTable::since)).isEmpty();
    }

    @Test
    void whatAMessageOnItsWayCountsIsNotMixedWithWhatComesMeanwhile() {
        world.finish(world.post(1_500, "ci", "lost"), State.UNKNOWN);
        keepNames();
        List<PendingMention> inTheMessage = world.store.read(PendingMentionTable::all);
        world.finish(world.post(500, "ci", "lost later"), State.UNKNOWN);
        keepNames();

        world.store
                .write(tx -> {
                    inTheMessage.forEach(u -> PendingMentionTable.said(tx, world.states, u.seq()));
                    return true;
                })
                .join();

        // The message named those 500 that are a count by now: they are told once more rather than not at all.
        assertThat(world.store.read(PendingMentionTable::all).stream()
                        .mapToInt(PendingMention::count)
                        .sum())
                .isEqualTo(1_000);
    }
}
