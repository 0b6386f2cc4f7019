package io.ilinknotify.outbox;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class OutboxChangesTest {
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
    void whatChangedBeforeALookDoesNotCauseAnother() throws InterruptedException {
        world.outbox.changed();
        world.outbox.changed();

        world.outbox.noticeChanges();

        assertThat(world.outbox.awaitChange(Duration.ZERO)).isFalse();
    }

    @Test
    void whatChangesDuringALookCausesAnother() throws InterruptedException {
        world.outbox.noticeChanges();

        world.outbox.changed();

        assertThat(world.outbox.awaitChange(Duration.ZERO)).isTrue();
    }
}
