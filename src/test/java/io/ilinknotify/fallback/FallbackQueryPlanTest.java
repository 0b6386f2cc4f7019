package io.ilinknotify.fallback;

import io.ilinknotify.store.Database;
import io.ilinknotify.store.Explaining;
import io.ilinknotify.store.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The second channel looks every second, however much is kept. */
class FallbackQueryPlanTest {
    @TempDir
    Path directory;

    @Test
    void aLookFindsWhatIsNewAndWhatIsDueByTheirKeys() {
        try (Store store = Store.open(Database.forTests(directory.resolve("agent.db")))) {
            Instant now = Instant.parse("2026-11-02T01:00:00Z");

            List<String> plan = store.read(tx -> Explaining.plan(tx, t -> {
                FallbackTable.after(t, 1, 500);
                FallbackTable.unknownAfter(t, 1);
                FallbackTable.due(t, now, now.plusSeconds(600), 100);
                return FallbackTable.posts(t);
            }));

            assertThat(plan)
                    .contains(
                            "SEARCH notification USING INTEGER PRIMARY KEY (rowid>?)",
                            "SEARCH n USING INDEX notification_state (state=? AND seq>?)",
                            "SEARCH n USING INTEGER PRIMARY KEY (rowid=?)")
                    .noneMatch(
                            step -> step.equals("SCAN n") || step.equals("SCAN f") || step.equals("SCAN notification"));
        }
    }
}
