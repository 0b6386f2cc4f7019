package io.ilinknotify.fallback;

import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class FallbackPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private final FallbackPolicy policy = new FallbackPolicy(Duration.ofMinutes(5), Priority.HIGH);

    @Test
    void aNotificationIsJudgedOnceItIsOldEnough() {
        assertThat(policy.isTime(NOON, false, NOON.plusSeconds(299))).isFalse();
        assertThat(policy.isTime(NOON, false, NOON.plusSeconds(300))).isTrue();
    }

    @Test
    void aRefusedTokenIsReasonEnoughToJudgeAtOnce() {
        assertThat(policy.isTime(NOON, true, NOON)).isTrue();
    }

    @Test
    void aClockThatWasSetBackDelaysNothing() {
        assertThat(policy.isTime(NOON, false, NOON.minusSeconds(1))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = State.class, mode = EnumSource.Mode.EXCLUDE, names = "SENT")
    void everyStateButSentIsTold(State state) {
        assertThat(mustTell(state, Priority.CRITICAL)).isTrue();
        assertThat(mustTell(state, Priority.HIGH)).isTrue();
        assertThat(mustTell(state, Priority.DEFAULT)).isFalse();
        assertThat(mustTell(State.SENT, Priority.CRITICAL)).isFalse();
    }

    private boolean mustTell(State state, Priority priority) {
        NotificationId id = new NotificationId("01JD0000000000000000000001");
        return policy.mustTell(new FallbackTable.Candidate(1, id, state, priority, "name", NOON));
    }

    @Test
    void pausesGrowAndThenStay() {
        List<Long> seconds = IntStream.rangeClosed(1, 8)
                .mapToObj(tries -> FallbackPolicy.PAUSES.after(tries).toSeconds())
                .toList();

        assertThat(seconds).containsExactly(10L, 30L, 60L, 120L, 300L, 600L, 600L, 600L);
    }

    @Test
    void theLastPostOfAMinuteTakesAllTheRest() {
        List<Integer> due = IntStream.range(0, 50).boxed().toList();

        List<List<Integer>> posts = FallbackPolicy.posts(due, 5);

        assertThat(posts).hasSize(15);
        assertThat(posts.subList(0, 14)).allMatch(post -> post.size() == 1);
        assertThat(posts.stream().flatMap(List::stream)).containsExactlyElementsOf(due);
    }

    @Test
    void readsNoMoreThanItCouldPost() {
        assertThat(FallbackPolicy.mostRead(20, false)).isZero();
        assertThat(FallbackPolicy.mostRead(20, true)).isZero();
        assertThat(FallbackPolicy.mostRead(19, true)).isEqualTo(20);
        assertThat(FallbackPolicy.mostRead(0, false)).isEqualTo(10_000);
    }

    @Property
    void noMinuteHasMorePostsThanAllowedAndNothingIsDropped(
            @ForAll List<@IntRange(max = 60) Integer> arrivals, @ForAll @IntRange(min = 1, max = 30) int step) {
        List<Instant> posts = new ArrayList<>();
        List<Integer> waiting = new ArrayList<>();
        int told = 0;
        Instant now = NOON;

        for (int round = 0; round < arrivals.size() + 120; round++) {
            if (round < arrivals.size()) {
                IntStream.range(0, arrivals.get(round)).forEach(waiting::add);
            }
            for (List<Integer> post : FallbackPolicy.posts(List.copyOf(waiting), FallbackPolicy.recent(posts, now))) {
                posts.add(now);
                told += post.size();
                waiting.clear();
            }
            assertThat(FallbackPolicy.recent(posts, now)).isLessThanOrEqualTo(FallbackPolicy.MOST_IN_A_MINUTE);
            now = now.plusSeconds(step);
        }

        assertThat(told).isEqualTo(arrivals.stream().mapToInt(Integer::intValue).sum());
    }
}
