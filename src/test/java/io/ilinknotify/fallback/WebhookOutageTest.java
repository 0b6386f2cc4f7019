package io.ilinknotify.fallback;

import io.ilinknotify.fallback.Webhook.PostOutcome;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.outbox.OutboxEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A webhook that takes nothing for a while costs little, and afterwards hears of everything. */
class WebhookOutageTest {
    private static final int MANY = 500;

    @TempDir
    Path directory;

    @Test
    void asksTwentyTimesAMinuteAndTellsAllOnceItIsBack() {
        try (ChannelWorld world = new ChannelWorld(directory)) {
            List<OutboxEntry> entries = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                entries.add(world.post(Priority.HIGH, "alert " + i));
            }
            world.answer = post -> new PostOutcome.NoAnswer("gone");

            world.run(Duration.ofMinutes(10));
            assertThat(world.posts).hasSizeBetween(100, 120);

            entries.subList(0, 100).forEach(entry -> world.finish(entry, State.SENT));
            world.posts.clear();
            world.answer = post -> new PostOutcome.Told();
            world.run(Duration.ofMinutes(10));

            assertThat(world.waiting()).isZero();
            assertThat(world.posts)
                    .hasSizeLessThan(100)
                    .allSatisfy(post -> assertThat(post.text()).doesNotContain("alert 99"));
            assertThat(world.posts)
                    .anySatisfy(post -> assertThat(post.title()).contains("notifications are not known"));
        }
    }
}
