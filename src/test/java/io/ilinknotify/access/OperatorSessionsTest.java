package io.ilinknotify.access;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.volume.StateDir;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class OperatorSessionsTest {
    @TempDir
    Path temp;

    private final VirtualClock clock = new VirtualClock();
    private TokenStore store;
    private TokenRegistry registry;
    private OperatorSessions sessions;

    @BeforeEach
    void volume() {
        StateDir dir = StateDir.open(temp);
        store = new TokenStore(dir);
        registry = new TokenRegistry(FixedAccessConfig.nothing(), dir, new GuessLimit(clock));
        sessions = new OperatorSessions(registry, clock);
    }

    @Test
    void aSessionIsOpenUntilItIsClosed() {
        String id = sessions.open();

        assertThat(sessions.isOpen(id)).isTrue();
        sessions.close(id);
        assertThat(sessions.isOpen(id)).isFalse();
    }

    @Test
    void nobodyElseHasOne() {
        sessions.open();

        assertThat(sessions.isOpen(null)).isFalse();
        assertThat(sessions.isOpen("")).isFalse();
        assertThat(sessions.isOpen("invented")).isFalse();
    }

    @Test
    void itEndsByItself() {
        String id = sessions.open();

        clock.advance(Duration.ofHours(12).minusSeconds(1));
        assertThat(sessions.isOpen(id)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.isOpen(id)).isFalse();
    }

    @Test
    void itEndsWithTheOperatorsToken() {
        String id = sessions.open();

        store.rotate("operator");
        registry.readAgain();

        assertThat(sessions.isOpen(id)).isFalse();
    }

    @Test
    void theOldestGivesWayWhenThereAreTooMany() {
        String oldest = sessions.open();
        String second = sessions.open();
        for (int i = 0; i < 31; i++) {
            sessions.open();
        }

        assertThat(sessions.isOpen(oldest)).isFalse();
        assertThat(sessions.isOpen(second)).isTrue();
    }
}
