package io.ilinknotify.it;

import io.ilinknotify.simulator.Simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Options with which the JVM takes less than half of the processor's time until the agent is ready: one compiler, one thread for
 * garbage, and classes from an archive, which the first test of a build makes.
 */
final class QuickStart {
    private static final Path ARCHIVE = Path.of("target", "agent.jsa").toAbsolutePath();
    private static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private QuickStart() {}

    /** Of the jar; a native executable needs none. Classes that a Java agent changes do not come out of an archive. */
    static synchronized List<String> options(Artifact jar, List<String> others) {
        if (others.stream().anyMatch(option -> option.startsWith("-javaagent"))) {
            return OPTIONS;
        }
        try (FileChannel channel = FileChannel.open(
                        Path.of(ARCHIVE + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock otherJvms = channel.lock()) {
            if (otherJvms.isValid() && !isFresh(jar)) {
                make();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("-XX:SharedArchiveFile=" + ARCHIVE);
        options.add("-Xlog:disable"); // the JVM would tell on standard output that it may not take all of the archive
        return options;
    }

    private static boolean isFresh(Artifact jar) throws IOException {
        return Files.exists(ARCHIVE)
                && Files.getLastModifiedTime(ARCHIVE).compareTo(Files.getLastModifiedTime(jar.path())) > 0;
    }

    private static void make() throws IOException {
        Path made = Path.of(ARCHIVE + ".new");
        Installation installation = new Installation(Files.createTempDirectory("archive-"), Simulator.start());
        OPTIONS.forEach(installation::heap);
        RunningAgent agent =
                installation.heap("-XX:ArchiveClassesAtExit=" + made).start();
        agent.terminate();
        agent.awaitExit(Duration.ofMinutes(1));
        installation.removeAll();
        Files.move(made, ARCHIVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
