package io.ilinknotify;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();

        assertThat(out.toString(UTF_8)).contains("tokens --rotate NAME").containsPattern("\nilink-notify \\d+\\.\\d+");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodShowsTheUsageAndFails() {
        for (String[] args : new String[][] {
            {"serve"},
            {"tokens", "--rotate"},
            {"tokens", "default"},
            {"tokens", "--rotate", "a", "b"},
            {"import"},
            {"import", "a", "b"},
            {"send"},
            {"send", "a", "b"},
            {"send", "a", "--prio", "high"},
            {"send", "a", "--title"},
            {"health", "now"},
            {""}
        }) {
            err.reset();
            assertThat(run(args)).isEqualTo(2);
            assertThat(err.toString(UTF_8)).startsWith("Usage: ilink-notify");
        }
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    private int run(String... args) {
        return Main.command(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }
}
