package io.ilinknotify.schedule;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What a job says, when it is due, and how it stands. */
class JobRunnerTest {
    private static final Duration TICK = Duration.ofSeconds(30);

    private JobWorld world;

    @BeforeEach
    void open() {
        world = new JobWorld(JobWorld.START);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void runsOnceForEachDueTimeAndSaysWhatTheTemplateSays() {
        world.start(TestJob.cron("0 8 * * *").says("Report of {job} at {now}, due {due}: {sent} sent, {held} held."));

        world.tickUntil(Instant.parse("2026-11-24T01:00:00Z"), Duration.ofHours(1));

        assertThat(world.texts())
                .containsExactly(
                        "Report of report at 2026-11-23 08:00, due 2026-11-23 08:00: 0 sent, 0 held.",
                        "Report of report at 2026-11-24 08:00, due 2026-11-24 08:00: 0 sent, 0 held.");
    }

    @Test
    void countsWhatEndedSinceItRanLast() {
        world.start(TestJob.every(Duration.ofHours(1))
                .says("{sent}/{expired}/{failed}/{unconfirmed}/{unknown} since {since}"));
        world.now = Instant.parse("2026-11-22T12:30:00Z");
        world.finish(world.post(), State.SENT);
        world.finish(world.post(), State.SENT);
        world.finish(world.post(), State.EXPIRED);
        world.finish(world.post(), State.FAILED);
        world.finish(world.post(), State.UNCONFIRMED);
        world.tickUntil(Instant.parse("2026-11-22T13:00:00Z"), TICK);
        world.finish(world.post(), State.UNKNOWN);

        world.tickUntil(Instant.parse("2026-11-22T14:00:00Z"), TICK);

        assertThat(world.texts())
                .containsExactly("2/1/1/1/0 since 2026-11-22 20:00", "0/0/0/0/1 since 2026-11-22 21:00");
    }

    @Test
    void aDueTimeWithSecondsIsToldWithThem() {
        world.start(TestJob.cron("*/30 * * * * ?"));

        world.tickUntil(Instant.parse("2026-11-22T12:01:05Z"), Duration.ofSeconds(5));

        assertThat(world.texts()).containsExactly("tick 2026-11-22 20:00:30", "tick 2026-11-22 20:01");
    }

    @Test
    void aTextThatFailsIsToldAsItIsWrittenAndStopsNoOtherJob() {
        world.start(Map.of(
                "broken", TestJob.every(Duration.ofHours(1)).says("{snet} of {job}"),
                "whole", TestJob.every(Duration.ofHours(1)).says("all is well")));

        world.tickUntil(Instant.parse("2026-11-22T13:01:00Z"), TICK);

        assertThat(world.texts()).containsExactly("{snet} of {job}", "all is well");
    }

    /** At the start each count is one; this is empty then, and endless on a day on which nothing is sent. */
    @Test
    void aTextThatGoesOnForEverOneDayStopsNoOtherJob() {
        String endless = "{#if sent == 0}{#for i in 2000000000}x{/for}{/if}";
        world.start(Map.of(
                "endless", TestJob.every(Duration.ofHours(1)).says(endless),
                "whole", TestJob.every(Duration.ofHours(1)).says("all is well")));

        world.tickUntil(Instant.parse("2026-11-22T13:01:00Z"), TICK);

        assertThat(world.texts()).containsExactly(endless, "all is well");
    }

    @Test
    void aStepOfTheClockSendsNothingTwice() {
        world.start(TestJob.every(Duration.ofHours(1)));
        world.tickUntil(Instant.parse("2026-11-22T13:00:30Z"), TICK);

        world.now = Instant.parse("2026-11-22T12:30:00Z");
        world.tickUntil(Instant.parse("2026-11-22T13:30:00Z"), TICK);

        assertThat(world.texts()).containsExactly("tick 2026-11-22 21:00");
    }

    @Test
    void whatCouldNotBeStoredIsTriedAgainAndIsNotMissed() {
        world.start(TestJob.every(Duration.ofHours(1)).skipsWhatItMissed());
        world.room = 0;
        world.tickUntil(Instant.parse("2026-11-22T13:05:00Z"), TICK);
        assertThat(world.texts()).isEmpty();
        assertThat(world.standings().getFirst().next()).isEqualTo(Instant.parse("2026-11-22T13:00:00Z"));

        world.room = 10_000;
        world.tickUntil(Instant.parse("2026-11-22T13:06:00Z"), TICK);

        assertThat(world.texts()).containsExactly("tick 2026-11-22 21:00");
    }

    @Test
    void itsStandingNamesTheLastRunWithItsNotificationAndTheNextDueTime() {
        world.start(Map.of(
                "off", TestJob.cron("@daily").disabled(),
                "report", TestJob.cron("0 8 * * 1-5").in(ZoneId.of("Europe/Berlin"))));
        assertThat(world.standings().getLast()).isEqualTo(standing(null, Instant.parse("2026-11-23T07:00:00Z")));

        world.tickUntil(Instant.parse("2026-11-23T07:00:30Z"), TICK);

        NotificationId stored = stored();
        assertThat(world.standings())
                .containsExactly(
                        new ScheduledJobs.JobStanding("off", false, "@daily", ZoneId.of("Asia/Shanghai"), null, null),
                        standing(
                                new JobRuns.Run(
                                        Instant.parse("2026-11-23T07:00:00Z"),
                                        Instant.parse("2026-11-23T07:00:10Z"),
                                        stored,
                                        State.QUEUED),
                                Instant.parse("2026-11-24T07:00:00Z")));
    }

    @Test
    void aJobThatIsSwitchedOffAndOnAgainKeepsItsLastRunAndHasMissedNothing() {
        world.start(TestJob.every(Duration.ofHours(1)));
        world.tickUntil(Instant.parse("2026-11-22T13:00:30Z"), TICK);
        JobRuns.Run last = world.standings().getFirst().last();

        world.start(TestJob.every(Duration.ofHours(1)).disabled());
        world.tickUntil(Instant.parse("2026-11-22T15:30:00Z"), Duration.ofMinutes(10));
        assertThat(world.standings().getFirst())
                .extracting(ScheduledJobs.JobStanding::last, ScheduledJobs.JobStanding::next)
                .containsExactly(last, null);
        world.start(TestJob.every(Duration.ofHours(1)));
        world.tick();

        assertThat(world.texts()).hasSize(1);
    }

    @Test
    void aChangedScheduleForgetsNoRun() {
        world.start(TestJob.every(Duration.ofHours(1)));
        world.tickUntil(Instant.parse("2026-11-22T13:00:30Z"), TICK);
        JobRuns.Run last = world.standings().getFirst().last();

        world.now = JobWorld.START.plus(Duration.ofHours(5));
        world.start(TestJob.every(Duration.ofHours(2)));

        assertThat(last).isNotNull();
        assertThat(world.standings().getFirst().last()).isEqualTo(last);
    }

    private NotificationId stored() {
        return Objects.requireNonNull(world.standings().getLast().last()).notification();
    }

    private static ScheduledJobs.JobStanding standing(JobRuns.@Nullable Run last, Instant next) {
        return new ScheduledJobs.JobStanding("report", true, "0 8 * * 1-5", ZoneId.of("Europe/Berlin"), last, next);
    }
}
