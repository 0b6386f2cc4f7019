package io.ilinknotify.access;

import io.ilinknotify.VirtualClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class GuessLimitTest {
    private final VirtualClock clock = new VirtualClock();
    private final GuessLimit limit = new GuessLimit(clock);

    @Test
    void tenWrongTokensAMinuteAreTaken() {
        for (int i = 0; i < 10; i++) {
            assertThat(limit.mayTry()).isTrue();
            limit.wasWrong();
        }

        assertThat(limit.mayTry()).isFalse();
        clock.advance(Duration.ofSeconds(59));
        assertThat(limit.mayTry()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(limit.mayTry()).isTrue();
    }
}
