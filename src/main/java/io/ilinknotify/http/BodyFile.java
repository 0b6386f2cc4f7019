package io.ilinknotify.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** The file that a large body is put into while it comes. */
final class BodyFile {
    private final Vertx vertx;
    private final Path path;
    private final AsyncFile file;
    private @Nullable Future<Void> ended;

    private BodyFile(Vertx vertx, Path path, AsyncFile file) {
        this.vertx = vertx;
        this.path = path;
        this.file = file;
    }

    /** Makes it aside: the event loop waits for no disk. */
    static Future<BodyFile> create(Vertx vertx, UploadSpace space) {
        return vertx.executeBlocking(space::newFile, false)
                .compose(path -> vertx.fileSystem()
                        .open(path.toString(), new OpenOptions().setRead(false).setCreate(false))
                        .map(file -> new BodyFile(vertx, path, file)));
    }

    Path path() {
        return path;
    }

    void whenItFails(Runnable action) {
        file.exceptionHandler(failure -> action.run());
    }

    /** Writes on; {@code false} when the disk is slower, and {@code whenReady} runs when there may be more. */
    boolean write(Buffer chunk, Runnable whenReady) {
        file.write(chunk);
        if (file.writeQueueFull()) {
            file.drainHandler(drained -> whenReady.run());
            return false;
        }
        return true;
    }

    /** Completes when all of it was written. */
    Future<Void> end() {
        if (ended == null) {
            ended = file.close();
        }
        return ended;
    }

    /** Deletes it, whether it was ended or not. */
    void delete() {
        end().onComplete(closed -> vertx.fileSystem().delete(path.toString()));
    }
}
