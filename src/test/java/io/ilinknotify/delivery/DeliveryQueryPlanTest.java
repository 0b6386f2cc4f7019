package io.ilinknotify.delivery;

import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.outbox.OutboxWorld;
import io.ilinknotify.store.Explaining;
import io.ilinknotify.store.Tx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** What the sender asks before every step costs the same with ten rows and with many. */
class DeliveryQueryPlanTest {
    private static final int MANY = 10_500;

    @TempDir
    static Path directory;

    private static OutboxWorld world;

    @BeforeAll
    static void fill() {
        world = new OutboxWorld(directory);
        List<OutboxEntry> entries = world.post(MANY, "ci", "disk full");
        world.finish(entries.subList(0, MANY / 2), State.SENT);
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void theSendersLookFindsTheOldestAndNewestOfEachKindAndCountsNothing() {
        List<String> look = planOf(DeliveryQueue::waiting);

        assertThat(look)
                .filteredOn(step -> step.startsWith("SEARCH"))
                .allMatch(step -> step.endsWith("(priority=? AND phase=?)"));
        assertThat(look)
                .filteredOn(step -> !step.startsWith("SEARCH") && !step.startsWith("CORRELATED"))
                .containsExactly(
                        "CO-ROUTINE kind", "SCAN 12 CONSTANT ROWS", "SCAN kind", "USE TEMP B-TREE FOR ORDER BY");
    }

    @Test
    void aMessageCountsWhatIsOpenWithoutReadingItsRows() {
        assertThat(planOf(DeliveryQueue::counts))
                .containsExactly("SCAN notification USING COVERING INDEX notification_counts");
        assertThat(planOf(tx -> DeliveryQueue.first(tx, 1800, 500)))
                .containsExactly(
                        "SCAN n USING INDEX notification_open",
                        "SEARCH b USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN");
        assertThat(planOf(PendingMentionTable::all))
                .filteredOn(step -> step.contains("notification"))
                .containsExactly("SCAN notification USING INDEX notification_mention");
        assertThat(planOf(PendingMentionTable::since))
                .filteredOn(step -> step.contains("notification"))
                .containsExactly("SCAN notification USING INDEX notification_mention");
        assertThat(planOf(tx -> PendingMentionTable.countOldest(tx, world.states)))
                .containsExactly("SCAN notification USING COVERING INDEX notification_mention");
    }

    @Test
    void theSendersLookFindsTheNextFileOfEachKindWithoutReadingTheOthers() {
        assertThat(planOf(DeliveryQueue::files))
                .filteredOn(step -> step.startsWith("SCAN") || step.startsWith("SEARCH"))
                .as("the last attempt is the first in its order")
                .containsOnly(
                        "SCAN 12 CONSTANT ROWS",
                        "SCAN kind",
                        "SEARCH a USING PRIMARY KEY (seq=? AND number=?)",
                        "SEARCH attachment USING INDEX attachment_waiting (priority=? AND phase=?)",
                        "SEARCH c USING PRIMARY KEY (message=? AND seq=?)",
                        "SEARCH u USING PRIMARY KEY (message=?)",
                        "SCAN attempt",
                        "SCAN last");
        assertThat(planOf(DeliveryQueue::fileCounts)).containsExactly("SCAN attachment USING INDEX attachment_waiting");
    }

    private static List<String> planOf(Function<Tx, Object> statement) {
        return world.store.read(tx -> Explaining.plan(tx, statement));
    }
}
