package io.ilinknotify.outbox;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import io.ilinknotify.store.Explaining;
import io.ilinknotify.store.Tx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** What costs the same with ten rows and with a million: the database says how it finds them. */
class QueryPlanTest {
    private static final int MANY = 10_500;

    @TempDir
    static Path directory;

    private static OutboxWorld world;
    private static NotificationId middle;

    @BeforeAll
    static void fill() {
        world = new OutboxWorld(directory);
        List<OutboxEntry> entries = world.post(MANY, "ci", "disk full");
        world.finish(entries.subList(0, MANY / 2), State.SENT);
        world.post(5, "rare", "disk full");
        middle = entries.get(MANY / 2).notification().id();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    false | false | false | SCAN n
                    false | false | true  | SEARCH n USING INTEGER PRIMARY KEY (rowid<?)
                    true  | false | false | SEARCH n USING INDEX notification_state (state=?)
                    true  | false | true  | SEARCH n USING INDEX notification_state (state=? AND seq<?)
                    false | true  | false | SEARCH n USING INDEX notification_client (client=?)
                    false | true  | true  | SEARCH n USING INDEX notification_client (client=? AND seq<?)
                    true  | true  | false | SEARCH n USING INDEX notification_client_state (client=? AND state=?)
                    true  | true  | true  | SEARCH n USING INDEX notification_client_state (client=? AND state=? AND seq<?)
                    """)
    void aListReadsNoMoreRowsThanItShows(boolean state, boolean client, boolean before, String expected) {
        OutboxQuery query = new OutboxQuery(
                state ? Optional.of(State.FAILED) : Optional.empty(),
                false,
                Optional.empty(),
                client ? Optional.of("rare") : Optional.empty(),
                Optional.empty(),
                before ? Optional.of(middle) : Optional.empty(),
                50);

        List<String> plan = planOf(tx -> NotificationTable.list(tx, query, true));

        assertThat(plan).first().isEqualTo(expected);
        assertThat(plan.subList(1, plan.size()))
                .allSatisfy(step -> assertThat(step).doesNotStartWith("SCAN").doesNotContain("TEMP B-TREE"));
    }

    @Test
    void whatHasToExpireIsFoundByItsTime() {
        assertThat(planOf(tx -> OutboxTable.expire(tx, world.clock.instant(), 1)))
                .contains("SEARCH notification USING INDEX notification_expiry (expires_at<?)")
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    @Test
    void whatHasToBeForgottenIsFoundByItsTime() {
        assertThat(planOf(tx -> OutboxTable.forget(tx, world.clock.instant(), 1)))
                .contains("SEARCH notification USING COVERING INDEX notification_finished (finished_at<?)")
                .noneMatch(step -> step.startsWith("SCAN"));
        assertThat(planOf(tx -> OutboxTable.forgetOldest(tx, 1, 1)))
                .contains("SEARCH n USING INDEX notification_finished (finished_at>?)")
                .noneMatch(step -> step.startsWith("SCAN n"));
        assertThat(planOf(tx -> OutboxTable.forgetKeys(tx, world.clock.instant(), 1)))
                .contains("SEARCH idempotency USING COVERING INDEX idempotency_at (at<?)");
    }

    @Test
    void whatWaitsIsCountedWithoutReadingItsRows() {
        assertThat(planOf(OutboxTable::waiting))
                .containsExactly("SCAN notification USING COVERING INDEX notification_counts");
    }

    @Test
    void whatStandsAtTheDoorIsFoundByItsKeys() {
        Instant now = world.clock.instant();
        assertThat(planOf(tx -> NotificationTable.newestTwin(tx, "ci", "key", now, now)))
                .contains("SEARCH n USING INTEGER PRIMARY KEY (rowid=?)")
                .contains("SEARCH notification USING COVERING INDEX notification_dedup (client=? AND dedup_key=?)")
                .noneMatch(step -> step.startsWith("SCAN"));
        assertThat(planOf(tx -> OutboxTable.withKey(tx, "ci", "key")))
                .containsExactly(
                        "SEARCH notification USING COVERING INDEX notification_dedup (client=? AND dedup_key=?)");
        assertThat(planOf(tx -> OutboxTable.supersede(tx, "ci", "thread", middle, now)))
                .containsExactly("SEARCH notification USING INDEX notification_thread (client=? AND thread=?)");
        assertThat(planOf(tx -> OutboxTable.idempotent(tx, "ci", "key", now)))
                .containsExactly("SEARCH idempotency USING PRIMARY KEY (client=? AND key=?)");
        assertThat(planOf(tx -> NotificationTable.find(tx, middle)))
                .contains("SEARCH n USING INDEX sqlite_autoindex_notification_1 (id=?)")
                .noneMatch(step -> step.startsWith("SCAN"));
    }

    private static List<String> planOf(Function<Tx, Object> statement) {
        return world.store.read(tx -> Explaining.plan(tx, statement));
    }
}
