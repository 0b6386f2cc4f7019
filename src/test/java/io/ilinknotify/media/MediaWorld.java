package io.ilinknotify.media;

import io.ilinknotify.TemporaryDirectory;
import io.ilinknotify.outbox.OutboxWorld;
import io.ilinknotify.volume.StateDir;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a volume of its own, with its outbox. */
public final class MediaWorld implements AutoCloseable {
    private static final MediaWorld SHARED = new MediaWorld(TemporaryDirectory.create(), 10 << 20, 512 << 20);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SHARED::remove));
    }

    public final OutboxWorld world;
    public final MediaFiles media;
    final Path directory;

    public MediaWorld(Path directory, long maxSize, long maxTotal) {
        this.directory = directory;
        world = new OutboxWorld(directory);
        try {
            media = new MediaFiles(
                    StateDir.open(directory),
                    new Settings(maxSize, maxTotal, true),
                    world.store,
                    new SimpleMeterRegistry());
            media.sweep(new StartupEvent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a request, in a volume that all tests share. */
    public static Upload upload() {
        return SHARED.media.newUpload();
    }

    /** What lies in the folder, below it too. */
    List<String> files() {
        Path media = directory.resolve("media");
        try (Stream<Path> all = Files.walk(media)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> media.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remove() {
        close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        world.close();
    }

    private record Settings(long maxSize, long maxTotal, boolean images) implements MediaConfig {}
}
