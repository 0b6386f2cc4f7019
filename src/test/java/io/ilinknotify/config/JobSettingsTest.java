package io.ilinknotify.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class JobSettingsTest {
    @Test
    void rightJobsAreRight() {
        assertThat(GivenSettings.problems(Map.of(
                        "notify.jobs.report.cron", "0 8 * * 1-5",
                        "notify.jobs.report.text", "{sent} sent",
                        "notify.jobs.beat.every", "15m",
                        "notify.jobs.beat.title", "Alive",
                        "notify.jobs.beat.missed", "skip",
                        "notify.jobs.beat.tags", "a,b",
                        "notify.jobs.beat.time-zone", "Europe/Berlin")))
                .isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithEachJob() {
        assertThat(GivenSettings.problems(Map.ofEntries(
                        Map.entry("notify.jobs.both.cron", "@daily"),
                        Map.entry("notify.jobs.both.every", "15m"),
                        Map.entry("notify.jobs.both.title", "x"),
                        Map.entry("notify.jobs.silent.every", "15m"),
                        Map.entry("notify.jobs.often.every", "10s"),
                        Map.entry("notify.jobs.often.title", "x"),
                        Map.entry("notify.jobs.never.cron", "0 0 30 2 *"),
                        Map.entry("notify.jobs.never.title", "x"),
                        Map.entry("notify.jobs.odd.cron", "0 8"),
                        Map.entry("notify.jobs.odd.text", "{#if}"),
                        Map.entry("notify.jobs.slip.every", "1h"),
                        Map.entry("notify.jobs.slip.text", "{snet} sent"))))
                .hasSize(7)
                .anySatisfy(p -> assertThat(p)
                        .contains("notify.jobs.slip.text: cannot be rendered: ")
                        .contains("{snet} is unknown; there are due, expired, failed, held, job, now, sent, since,"
                                + " unconfirmed, unknown"))
                .anySatisfy(p -> assertThat(p)
                        .isEqualTo("notify.jobs.both: needs either cron (\"0 8 * * 1-5\") or every (\"15m\")"))
                .anySatisfy(p -> assertThat(p).isEqualTo("notify.jobs.silent: needs a title or a text"))
                .anySatisfy(p -> assertThat(p).isEqualTo("notify.jobs.often.every: must be 1m to 366d"))
                .anySatisfy(p -> assertThat(p).isEqualTo("notify.jobs.never.cron: there is no such day"))
                .anySatisfy(
                        p -> assertThat(p).startsWith("notify.jobs.odd.cron: \"0 8\" cannot be read: it has 2 fields"))
                .anySatisfy(p -> assertThat(p).startsWith("notify.jobs.odd.text: is not a Qute template"));
    }

    /** Each would keep the agent busy for ever, or take all of its memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{#for i in 2000000000}x{/for}",
                "{#for i in 2000000000}{/for}",
                "{#for a in 90000}{#for b in 90000}{a}{/for}{/for}",
                "{#for a in 1000}{#for b in 90}1234567890123456789{/for}{/for}"
            })
    void aTextThatGoesOnForEverStopsTheStart(String text) {
        assertThat(GivenSettings.problems(Map.of("notify.jobs.endless.every", "1h", "notify.jobs.endless.text", text)))
                .singleElement()
                .asString()
                .startsWith("notify.jobs.endless.text: cannot be rendered: ")
                .containsAnyOf("steps", "characters");
    }

    @Test
    void quietHoursAreRead() {
        assertThat(GivenSettings.problems(Map.of(
                        "notify.quiet.night.from", "22:00",
                        "notify.quiet.night.to", "07:30",
                        "notify.quiet.night.days", "saturday,sunday",
                        "notify.quiet.night.time-zone", "Europe/Berlin",
                        "notify.quiet.night.below", "critical")))
                .isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithQuietHours() {
        assertThat(GivenSettings.problems(Map.of(
                        "notify.quiet.night.from", "22:00",
                        "notify.quiet.night.to", "22:00",
                        "notify.quiet.night.below", "low")))
                .containsExactlyInAnyOrder(
                        "notify.quiet.night.to: is the same as from; quiet hours must end",
                        "notify.quiet.night.below: low has nothing below it; default, high or critical");
    }
}
