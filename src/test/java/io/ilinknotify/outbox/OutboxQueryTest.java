package io.ilinknotify.outbox;

import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxQueryTest {
    @TempDir
    Path directory;

    private OutboxWorld world;

    @BeforeEach
    void open() {
        world = new OutboxWorld(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void wordsAreFoundAsTheyAreWritten() {
        world.post(1, "ci", "Disk 100% full");
        world.post(1, "ci", "disk 1000 full");
        world.post(1, "ci", "a_b");

        assertThat(texts(words("DISK"))).containsExactly("disk 1000 full", "Disk 100% full");
        assertThat(texts(words("100%"))).containsExactly("Disk 100% full");
        assertThat(texts(words("a_"))).containsExactly("a_b");
        assertThat(texts(words("\\"))).isEmpty();
    }

    @Test
    void everyConditionHasToHold() {
        world.post(Priority.HIGH, null);
        List<OutboxEntry> sent = world.post(2, "ci", "sent");
        world.finish(sent, State.SENT);

        assertThat(world.outbox.list(query(true, Optional.empty(), Optional.empty())))
                .hasSize(1);
        assertThat(world.outbox.list(query(true, Optional.of(Priority.DEFAULT), Optional.empty())))
                .isEmpty();
        assertThat(texts(query(false, Optional.of(Priority.DEFAULT), Optional.of("SENT"))))
                .containsExactly("sent", "sent");
    }

    private List<String> texts(OutboxQuery query) {
        return world.outbox.list(query).stream()
                .map(entry -> entry.notification().content().text())
                .toList();
    }

    private static OutboxQuery words(String words) {
        return query(false, Optional.empty(), Optional.of(words));
    }

    private static OutboxQuery query(boolean open, Optional<Priority> priority, Optional<String> words) {
        return new OutboxQuery(Optional.empty(), open, priority, Optional.empty(), words, Optional.empty(), 10);
    }
}
