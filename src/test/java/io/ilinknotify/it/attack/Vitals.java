package io.ilinknotify.it.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the system knows about a process, where there is a {@code /proc}. */
public record Vitals(long residentBytes, int threads, int handles, Duration processor) {
    private static final String RESIDENT = "VmRSS:";
    private static final int KIB = 1024;

    /** Reads them now. */
    public static Vitals of(Process process) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try (Stream<String> status = Files.lines(proc.resolve("status"))) {
            long resident = status.filter(line -> line.startsWith(RESIDENT))
                    .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            Duration processor = process.info().totalCpuDuration().orElse(Duration.ZERO);
            return new Vitals(resident, count(proc.resolve("task")), count(proc.resolve("fd")), processor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int count(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return (int) entries.count();
        }
    }

    @Override
    public String toString() {
        return "%d MB resident, %d threads, %d handles, %d s of processor"
                .formatted(residentBytes / KIB / KIB, threads, handles, processor.toSeconds());
    }
}
