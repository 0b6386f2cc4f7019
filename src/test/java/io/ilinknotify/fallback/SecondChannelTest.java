package io.ilinknotify.fallback;

import io.ilinknotify.fallback.Webhook.PostOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecondChannelTest {
    /** The agent is killed while it waits for the webhook. */
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Duration AFTER = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private ChannelWorld world;

    @BeforeEach
    void open() {
        world = new ChannelWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatIsNotSentInTimeIsToldOnce() {
        OutboxEntry entry = world.post(Priority.HIGH, "disk full");
        world.hold("WINDOW_SHUT");

        world.run(AFTER.minusSeconds(1));
        assertThat(world.posts).isEmpty();

        world.run(Duration.ofHours(1));
        assertThat(world.posts)
                .containsExactly(new FallbackPost(
                        entry.notification().id().value(),
                        null,
                        "disk full",
                        "high",
                        "held",
                        "window-shut",
                        "2026-11-02T01:00:00Z"));
        assertThat(world.times).containsExactly(ChannelWorld.START.plus(AFTER));
    }

    @Test
    void whatIsSentInTimeOrNotUrgentIsNotTold() {
        OutboxEntry sent = world.post(Priority.CRITICAL, "sent in time");
        world.post(Priority.DEFAULT, "not urgent");
        world.run(Duration.ofMinutes(4));
        world.finish(sent, State.SENT);

        world.run(Duration.ofHours(1));

        assertThat(world.posts).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCONFIRMED", "FAILED", "EXPIRED", "SUPERSEDED"})
    void everyOtherEndIsToldAfterTheSameTime(State state) {
        OutboxEntry entry = world.post(Priority.HIGH, "disk full");
        world.finish(entry, state);

        world.run(AFTER.minusSeconds(1));
        assertThat(world.posts).isEmpty();
        world.run(Duration.ofMinutes(1));

        assertThat(world.posts).extracting(FallbackPost::state).containsExactly(state.code());
    }

    @Test
    void aWithdrawnOneIsToldTooSinceItWasNotSent() {
        world.cancel(world.post(Priority.HIGH, "disk full"));

        world.run(AFTER);

        assertThat(world.posts).extracting(FallbackPost::state).containsExactly("cancelled");
    }

    @Test
    void aLostAnswerIsToldAtOnceAndOnlyOnce() {
        OutboxEntry lost = world.post(Priority.CRITICAL, "nobody knows");
        OutboxEntry lessUrgent = world.post(Priority.DEFAULT, "not urgent");
        world.finish(lost, State.UNKNOWN);
        world.finish(lessUrgent, State.UNKNOWN);

        world.run(Duration.ofSeconds(1));
        assertThat(world.posts).extracting(FallbackPost::state).containsExactly("unknown");

        world.run(Duration.ofHours(1));
        assertThat(world.posts).hasSize(1);
    }

    @Test
    void theFirstRefusalOfTheTokenTellsAllThatWaitsAtOnce() {
        OutboxEntry sent = world.post(Priority.HIGH, "sent before");
        world.finish(sent, State.SENT);
        world.post(Priority.HIGH, "waits");
        world.tokenRefused = true;
        world.run(Duration.ofSeconds(1));
        world.post(Priority.CRITICAL, "comes later");

        world.run(Duration.ofSeconds(1));

        assertThat(world.texts()).containsExactly("waits", "comes later");
    }

    @Test
    void aRefusedPostIsTriedAgainWithGrowingPausesAlsoOverARestart() {
        world.answer = post -> new PostOutcome.Refused(503);
        world.post(Priority.HIGH, "disk full");

        world.run(AFTER.plusSeconds(60));
        world.restart();
        world.run(Duration.ofMinutes(10));
        world.answer = post -> new PostOutcome.Told();
        world.run(Duration.ofHours(1));

        assertThat(sinceFirst()).containsExactly(0L, 10L, 40L, 100L, 220L, 520L, 1120L);
        assertThat(world.outcomes)
                .containsExactly("refused", "refused", "refused", "refused", "refused", "refused", "told");
        assertThat(world.waiting()).isZero();
    }

    @Test
    void aPostWhoseAnswerDiedWithTheAgentIsPostedAgainAfterItsPause() {
        world.post(Priority.HIGH, "disk full");
        world.answer = post -> {
            throw new Death();
        };
        assertThatThrownBy(() -> world.run(AFTER)).isInstanceOf(Death.class);
        world.answer = post -> new PostOutcome.Told();

        world.restart();
        world.run(Duration.ofSeconds(9));
        assertThat(world.posts).hasSize(1);
        world.run(Duration.ofHours(1));

        assertThat(world.texts()).containsExactly("disk full", "disk full");
    }

    @Test
    void aStormWhoseSummaryDiedWithTheAgentLosesNothing() {
        for (int i = 0; i < 30; i++) {
            world.post(Priority.HIGH, "alert " + i);
        }
        world.answer = post -> {
            if (post.id().startsWith("summary-")) {
                throw new Death();
            }
            return new PostOutcome.Told();
        };
        assertThatThrownBy(() -> world.run(AFTER)).isInstanceOf(Death.class);
        world.answer = post -> new PostOutcome.Told();

        world.restart();
        world.run(Duration.ofMinutes(2));

        List<String> texts = world.texts();
        assertThat(texts.subList(20, texts.size())).hasSize(11);
        for (int i = 19; i < 30; i++) {
            assertThat(texts.subList(20, texts.size())).contains("alert " + i);
        }
        assertThat(world.waiting()).isZero();
    }

    @Test
    void whatWasToldIsNotToldAgainAfterARestart() {
        world.post(Priority.HIGH, "disk full");
        world.run(AFTER);

        world.restart();
        world.run(Duration.ofHours(1));

        assertThat(world.texts()).containsExactly("disk full");
    }

    @Test
    void whatIsSentBetweenTwoTriesIsNotToldAnyMore() {
        world.answer = post -> new PostOutcome.NoAnswer("gone");
        OutboxEntry entry = world.post(Priority.HIGH, "disk full");
        world.run(AFTER);
        world.finish(entry, State.SENT);

        world.run(Duration.ofHours(1));

        assertThat(world.posts).hasSize(1);
        assertThat(world.waiting()).isZero();
    }

    @Test
    void aWebhookThatIsGoneIsAskedOncePerLookSoThatTheMostUrgentComesFirst() {
        world.answer = post -> new PostOutcome.NoAnswer("gone");
        world.post(Priority.HIGH, "less urgent");
        world.post(Priority.CRITICAL, "more urgent");

        world.run(AFTER);
        assertThat(world.texts()).containsExactly("more urgent");
        world.run(Duration.ofSeconds(1));
        assertThat(world.texts()).containsExactly("more urgent", "less urgent");
    }

    @Test
    void aStormIsTwentyPostsOfWhichTheLastSumsUpTheRest() {
        for (int i = 1; i <= 60; i++) {
            world.post(Priority.HIGH, "alert " + i);
        }
        world.post(Priority.CRITICAL, "on fire");

        world.run(Duration.ofHours(1));

        assertThat(world.posts).hasSize(20);
        assertThat(world.posts.getFirst().text()).isEqualTo("on fire");
        assertThat(world.posts.get(18).text()).isEqualTo("alert 18");
        FallbackPost summary = world.posts.getLast();
        assertThat(summary.title()).isEqualTo("42 notifications are not known to have reached WeChat");
        assertThat(summary.text().lines())
                .hasSize(42)
                .startsWith("high, queued: alert 19", "high, queued: alert 20")
                .endsWith("high, queued: alert 60");
        assertThat(world.waiting()).isZero();
    }

    @Test
    void theLimitOfAMinuteOutlivesARestart() {
        for (int i = 1; i <= 20; i++) {
            world.post(Priority.HIGH, "alert " + i);
        }
        world.run(AFTER);
        assertThat(world.posts).hasSize(20);

        world.restart();
        world.tokenRefused = true;
        world.post(Priority.HIGH, "one more");
        world.run(Duration.ofSeconds(59));
        assertThat(world.posts).hasSize(20);

        world.run(Duration.ofSeconds(1));
        assertThat(world.posts).hasSize(21);
    }

    @Test
    void aClockThatIsSetBackDelaysNothing() {
        world.answer = post -> new PostOutcome.Refused(500);
        world.post(Priority.HIGH, "tried before");
        world.run(AFTER);
        world.post(Priority.HIGH, "accepted before");
        world.answer = post -> new PostOutcome.Told();
        world.setClockBack(Duration.ofDays(1));

        world.run(Duration.ofSeconds(2));

        assertThat(world.texts()).containsExactlyInAnyOrder("tried before", "tried before", "accepted before");
    }

    private List<Long> sinceFirst() {
        Instant first = world.times.getFirst();
        return world.times.stream()
                .map(at -> Duration.between(first, at).toSeconds())
                .toList();
    }
}
