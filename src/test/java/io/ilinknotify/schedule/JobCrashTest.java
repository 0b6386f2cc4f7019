package io.ilinknotify.schedule;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Killed at any moment, the agent tells each due time exactly once; a kill between two commits is one after the first. */
class JobCrashTest {
    private static final Instant FIRST_DUE = Instant.parse("2026-11-22T13:00:00Z");

    @Property(tries = 20)
    void killedAtAnyCommitAroundDueTimesEachNotificationExistsOnce(
            @ForAll @IntRange(min = 1, max = 4) int dueTimes, @ForAll @IntRange(min = 0, max = 3500) int downFor)
            throws IOException {
        TestJob job = TestJob.every(Duration.ofHours(1)).says("tick {due}");
        Instant last = FIRST_DUE.plus(Duration.ofHours(dueTimes - 1));
        try (JobWorld world = new JobWorld(JobWorld.START)) {
            world.start(job);
            world.tickUntil(last.plusSeconds(40), Duration.ofSeconds(30));
            List<Path> killed = CommitBoundaries.of(world.directory);

            assertThat(killed).hasSizeGreaterThan(dueTimes);
            for (Path volume : killed) {
                List<String> before = survived(volume);
                assertThat(before).isEqualTo(texts(before.size()));
                try (JobWorld again = new JobWorld(volume, last.plusSeconds(downFor))) {
                    again.start(job);
                    again.tick();
                    again.tick();
                    assertThat(again.texts())
                            .isEqualTo(Stream.concat(before.stream(), Stream.of(text(dueTimes)))
                                    .distinct()
                                    .toList());
                }
            }
        }
    }

    private static List<String> survived(Path volume) {
        try (JobWorld dead = new JobWorld(volume, FIRST_DUE)) {
            return dead.texts();
        }
    }

    private static List<String> texts(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(JobCrashTest::text).toList();
    }

    private static String text(int hour) {
        return "tick 2026-11-" + (hour > 3 ? "23 0" + (hour - 4) : "22 " + (20 + hour)) + ":00";
    }
}
