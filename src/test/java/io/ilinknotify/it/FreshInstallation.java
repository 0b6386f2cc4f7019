package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** What most tests of the artifact need: a simulated server and an installation in a new folder, all gone after the test. */
final class FreshInstallation implements AfterEachCallback {
    final Simulator simulator = Simulator.start();
    final Path directory;
    /** Where the agent may unpack what it likes. */
    final Path temporary;

    final Installation installation;

    FreshInstallation() {
        try {
            directory = Files.createTempDirectory("installation-");
            temporary = Files.createDirectory(directory.resolve("tmp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        installation = new Installation(directory, simulator).heap("-Djava.io.tmpdir=" + temporary);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        installation.destroy();
        simulator.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
