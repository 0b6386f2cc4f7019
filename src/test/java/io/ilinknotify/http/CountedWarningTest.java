package io.ilinknotify.http;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CountedWarningTest {
    private final List<String> lines = new ArrayList<>();
    private long now;
    private final CountedWarning warning = new CountedWarning(lines::add, "It happened", () -> now);

    @Test
    void aThousandCasesAreOneLineAMinute() {
        for (int i = 1; i <= 1000; i++) {
            warning.happened("from " + i);
        }
        now += Duration.ofMinutes(1).toNanos();
        warning.happened("from the last");

        assertThat(lines)
                .containsExactly(
                        "It happened (1 since the last such line; this one: from 1)",
                        "It happened (1000 since the last such line; this one: from the last)");
    }
}
