package io.ilinknotify.fallback;

import io.ilinknotify.fallback.FallbackTable.Candidate;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class FallbackPostTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    @Test
    void oneLineForEachTheMostUrgentFirst() {
        List<Candidate> rest = List.of(
                due(Priority.CRITICAL, State.HELD, "Database is down\nno answer since 11:58", 60),
                due(Priority.HIGH, State.UNKNOWN, "Disk is full", 0));

        assertThat(FallbackPost.summary(rest, Language.ZH))
                .isEqualTo(new FallbackPost(
                        "summary-01JCQ0000000000000000000AA",
                        "2 条通知未确认送达微信",
                        "critical, held: Database is down\nhigh, unknown: Disk is full",
                        "critical",
                        "several",
                        null,
                        "2026-11-02T12:00:00Z"));
    }

    @Test
    void aLongStormIsCountedAndALongNameIsCut() {
        List<Candidate> rest = new ArrayList<>();
        for (int i = 0; i < 53; i++) {
            rest.add(due(Priority.HIGH, State.HELD, "x".repeat(200), i));
        }

        FallbackPost summary = FallbackPost.summary(rest, Language.EN);

        assertThat(summary.title()).isEqualTo("53 notifications are not known to have reached WeChat");
        assertThat(summary.state()).isEqualTo("held");
        assertThat(summary.text()).isEqualTo(("high, held: " + "x".repeat(119) + "…\n").repeat(50) + "and 3 more");
    }

    private static Candidate due(Priority priority, State state, String name, int second) {
        return new Candidate(
                1, new NotificationId("01JCQ0000000000000000000AA"), state, priority, name, NOON.plusSeconds(second));
    }
}
