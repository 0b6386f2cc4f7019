package io.ilinknotify.fallback;

import io.ilinknotify.fallback.Webhook.PostOutcome;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelStandingTest {
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
    void aTestIsPostedOnceAndSaysWhatCameOfIt() {
        assertThat(world.standing().toldAt()).isNull();

        assertThat(world.test()).isTrue();

        assertThat(world.posts).singleElement().satisfies(post -> {
            assertThat(post.id()).startsWith("test-");
            assertThat(post.state()).isEqualTo("test");
        });
        assertThat(world.standing().toldAt()).isEqualTo(ChannelWorld.START);
        assertThat(world.standing().isFailing()).isFalse();

        world.run(Duration.ofMinutes(1));
        world.answer = post -> new PostOutcome.Refused(500);
        world.test();
        world.restart();

        assertThat(world.standing().failure()).isEqualTo("answered HTTP 500");
        assertThat(world.standing().isFailing()).isTrue();
        world.run(Duration.ofHours(1));
        assertThat(world.posts).hasSize(2);
    }

    @Test
    void testsShareTheLimitOfAMinute() {
        for (int i = 0; i < FallbackPolicy.MOST_IN_A_MINUTE; i++) {
            assertThat(world.test()).isTrue();
        }
        assertThat(world.test()).isFalse();
    }

    /** The operator presses the button while the channel posts a storm: either post counts the other. */
    @Test
    void aTestBesideAStormKeepsTheLimitOfAMinuteAndTheRestIsToldLater() {
        for (int i = 1; i <= 60; i++) {
            world.post(Priority.HIGH, "alert " + i);
        }
        List<Boolean> tested = new ArrayList<>();
        world.answer = post -> {
            if (!post.state().equals("test")) {
                tested.add(world.test());
            }
            return new PostOutcome.Told();
        };

        world.run(Duration.ofMinutes(5));
        assertThat(world.posts).hasSize(FallbackPolicy.MOST_IN_A_MINUTE);
        assertThat(tested).contains(true);

        world.run(Duration.ofMinutes(5));
        assertThat(world.waiting()).isZero();
    }

    @Test
    void whatIsStillToTellIsCounted() {
        world.answer = post -> new PostOutcome.NoAnswer("silent");
        world.post(Priority.HIGH, "disk full");

        world.run(Duration.ofMinutes(6));

        assertThat(world.standing().waiting()).isEqualTo(1);
        assertThat(world.standing().failure()).isEqualTo("silent");
    }
}
