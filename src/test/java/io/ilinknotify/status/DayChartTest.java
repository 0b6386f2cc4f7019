package io.ilinknotify.status;

import io.ilinknotify.delivery.policy.QuietHours;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxHistory.Count;
import io.ilinknotify.status.DayChart.Fate;
import io.ilinknotify.status.WindowBar.Span;
import io.ilinknotify.window.PurseEntry;
import io.ilinknotify.window.WindowView;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class DayChartTest {
    private static final Instant FROM = Instant.parse("2026-11-28T09:00:00Z");
    private static final Duration WINDOW = Duration.ofHours(6);

    @Test
    void aColumnTellsOfAnHourByWhatBecameOfItAndNothingIsTooLowToBeSeen() {
        DayChart chart = DayChart.of(
                FROM,
                List.of(
                        new Count(0, "ci", State.SENT, 990),
                        new Count(0, "cron", State.SENT, 9),
                        new Count(0, "ci", State.UNKNOWN, 1),
                        // One that came in while the page was drawn.
                        new Count(24, "ci", State.HELD, 500)),
                List.of(),
                WINDOW);

        assertThat(chart.most()).isEqualTo(1_000);
        assertThat(chart.columns()).hasSize(24);
        assertThat(chart.columns().getFirst().total()).isEqualTo(1_000);
        assertThat(chart.columns().getFirst().parts())
                .extracting(DayChart.Part::fate, DayChart.Part::number, DayChart.Part::y, DayChart.Part::height)
                .containsExactly(tuple(Fate.SENT, 999, 1, 99), tuple(Fate.LOST, 1, -1, 2));
        assertThat(chart.columns().getLast().total()).isEqualTo(500);
    }

    @Test
    void whatLiesBetweenWindowsIsShut() {
        DayChart chart = DayChart.of(
                FROM,
                List.of(),
                List.of(written(Duration.ofHours(-3)), written(Duration.ofHours(6)), written(Duration.ofHours(9))),
                WINDOW);

        assertThat(chart.shut()).containsExactly(new Span(120, 120), new Span(600, 360));
        assertThat(chart.replies()).containsExactly(240, 360);
        assertThat(DayChart.of(FROM, List.of(), List.of(), WINDOW).shut()).containsExactly(new Span(0, 960));
    }

    @Test
    void theBarShowsHowMuchOfTheWindowIsOverAndWhenTheReminderGoesOut() {
        Instant closes = FROM.plus(Duration.ofHours(10));
        WindowView open = new WindowView(true, 3, 7, 10, FROM, closes);
        WindowView shut = new WindowView(false, 3, 0, 10, FROM, null);
        Instant now = FROM.plus(Duration.ofHours(4));

        assertThat(WindowBar.of(
                        open,
                        Duration.ofHours(2),
                        QuietHours.of(Map.of(), ZoneOffset.UTC).standings(now),
                        now))
                .isEqualTo(new WindowBar(400, 800, closes.minus(Duration.ofHours(2)), List.of()));
        assertThat(WindowBar.of(shut, Duration.ofHours(2), List.of(), now)).isNull();
    }

    private static PurseEntry written(Duration after) {
        Instant at = FROM.plus(after);
        return new PurseEntry(1, "person", "context", at, at, 0, false);
    }
}
