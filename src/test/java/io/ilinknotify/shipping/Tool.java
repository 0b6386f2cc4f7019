package io.ilinknotify.shipping;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A tool of Prometheus' own; without it a test is skipped, but in CI it must be there. */
final class Tool {
    private Tool() {}

    /** What it says; it has to end well. */
    static String run(Path directory, String debianPackage, String... command)
            throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                throw new AssertionError(command[0] + " is needed in CI", e);
            }
            Assumptions.abort(command[0] + " is not installed; it comes with Debian's package " + debianPackage);
            throw e;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
