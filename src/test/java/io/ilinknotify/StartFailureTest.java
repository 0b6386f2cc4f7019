package io.ilinknotify;

import io.ilinknotify.volume.StartupProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StartFailureTest {
    @Test
    void whatAPersonCanMendIsToldInWordsHoweverDeepItLies() {
        Throwable failure = new RuntimeException("wrapped", new IllegalStateException(new StartupProblem("Do this.")));

        assertThat(StartFailure.words(failure)).hasValue("ilink-notify cannot start: Do this.");
    }

    @Test
    void faultsOfOursKeepTheirStackTrace() {
        assertThat(StartFailure.words(new IllegalStateException("x"))).isEmpty();
    }
}
