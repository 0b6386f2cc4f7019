package io.ilinknotify.http;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The body of a request, all of which has come: in memory, or in a file when it is large and may hold files. */
public final class Body implements AutoCloseable {
    private static final String KEY = "ilink-notify.body";

    private static final byte[] NONE = {};

    private byte[] bytes;
    private final @Nullable Path file;
    private final Runnable whenDone;

    private Body(byte[] bytes, @Nullable Path file, Runnable whenDone) {
        this.bytes = bytes;
        this.file = file;
        this.whenDone = whenDone;
    }

    public static Body of(byte[] bytes) {
        return new Body(bytes, null, () -> {});
    }

    /** Gives the body that was read for the request; an empty one when it had none. */
    public static Body of(RoutingContext context) {
        Body read = context.get(KEY);
        return read == null ? of(NONE) : read;
    }

    /** Hands a body on; {@code whenDone} gives back its room, and deletes its file. */
    static void put(RoutingContext context, byte[] bytes, @Nullable Path file, Runnable whenDone) {
        context.setBody(Buffer.buffer(Unpooled.wrappedBuffer(bytes)));
        context.put(KEY, new Body(bytes, file, () -> {
            context.setBody(null);
            whenDone.run();
        }));
    }

    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    public boolean isEmpty() {
        return file == null && bytes.length == 0;
    }

    public InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    public byte[] head(int most) {
        try (InputStream start = open()) {
            return start.readNBytes(most);
        } catch (IOException e) {
            throw Refusal.notStored("The body cannot be read again.");
        }
    }

    /**
     * All of its bytes in memory.
     *
     * @throws ProblemException 413 when it is in a file and larger than a notification without files may be
     */
    public byte[] bytes() {
        if (file == null) {
            return bytes;
        }
        try {
            long most = Route.NOTIFY.largestBody();
            if (Files.size(file) > most) {
                throw new ProblemException(Problem.ofStatus(413).with("limit", most));
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Refusal.notStored("The body cannot be read again.");
        }
    }

    /** Gives the room back, in memory or on the volume; what was made of the body stays. */
    @Override
    public void close() {
        bytes = NONE;
        whenDone.run();
    }
}
