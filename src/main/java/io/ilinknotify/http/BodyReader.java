package io.ilinknotify.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/** Reads one body, on the event loop of its connection. */
final class BodyReader {
    /** How often whoever waits for room looks for those who come too slowly. */
    private static final long LOOK_AGAIN_MILLIS = 250;

    private static final Problem FULL = Problem.of(
            503, "busy", "Busy", "Too many large requests are being read. Nothing was stored; please repeat later.");
    private static final Problem NO_SPACE =
            Refusal.notStored("There is no room on the volume.").problem();
    private static final Problem TOO_SLOW =
            Problem.of(400, "timeout", "Too slow", "The body of the request did not end in time.");

    private static final Problem NOT_UNPACKED = Refusal.unsupported(
                    "Of all values of Content-Encoding, gzip and deflate are read here, after a valid token.")
            .problem();
    private static final Problem BROKEN =
            Refusal.unreadable("It is not what its Content-Encoding says.").problem();

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final ProblemWriter problems;
    private final BodyRoom room;
    private final Duration longest;
    private final Duration patience;
    private final long limit;
    private final BodyRoom.Place place;
    private final long announced;
    private Buffer body = Buffer.buffer();
    private final Optional<UploadSpace> space;
    private @Nullable BodyFile file;
    private long length;
    private long allowed = Budgets.ALWAYS;
    private long deadline;
    private long waiting;
    private boolean waitsForRoom;
    private final boolean hasToken;
    private boolean over;
    private Runnable whenRoom = this::readOn;

    /**
     * @param room in memory, or in the space for files
     * @param space where a large body goes that may hold files
     * @param hasToken whether its sender is known: else it must be small, and is not unpacked
     * @param longest from the first byte to the last
     * @param patience how long it waits for room
     */
    BodyReader(
            RoutingContext context,
            ProblemWriter problems,
            BodyRoom room,
            Optional<UploadSpace> space,
            boolean hasToken,
            Duration longest,
            Duration patience) {
        this.hasToken = hasToken;
        this.context = context;
        this.request = context.request();
        this.problems = problems;
        this.room = room;
        this.longest = longest;
        this.patience = patience;
        Route route = Route.of(request);
        this.space = space;
        this.limit = space.map(UploadSpace::largestBody)
                .orElse(hasToken ? route.largestBody() : route.largestBodyOfStrangers());
        this.announced = announced(request);
        Context loop = context.vertx().getOrCreateContext();
        this.place =
                room.enter(() -> loop.runOnContext(granted -> goOn()), () -> loop.runOnContext(cut -> refuse(FULL)));
    }

    void start() {
        if (announced > limit) {
            refuse(tooLarge());
            return;
        }
        deadline = context.vertx().setTimer(longest.toMillis(), late -> tooSlow());
        context.addEndHandler(answered -> release());
        request.handler(this::take).endHandler(end -> finish());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void take(Buffer chunk) {
        if (over) {
            return; // refused: the rest goes by, so that the connection can be used again
        }
        length += chunk.length();
        place.arrived(chunk.length());
        if (length > limit) {
            refuse(tooLarge());
            return;
        }
        if (file == null) {
            body.appendBuffer(chunk);
        } else {
            write(file, chunk);
        }
        if (length > allowed) {
            request.pause();
            waitForRoom(announced >= 0 ? announced : Math.min(limit, Math.max(Budgets.FIRST_STEP, 2 * length)));
        }
    }

    private void waitForRoom(long target) {
        long began = System.nanoTime();
        waiting = context.vertx().setPeriodic(LOOK_AGAIN_MILLIS, again -> {
            room.cutSlow();
            if (System.nanoTime() - began >= patience.toNanos()) {
                refuse(FULL);
            }
        });
        waitsForRoom = true;
        long more = target - allowed;
        allowed = target;
        place.grow(more);
    }

    private void goOn() {
        waitsForRoom = false;
        context.vertx().cancelTimer(waiting);
        if (!over) {
            whenRoom.run();
        }
    }

    private void readOn() {
        if (space.isPresent()) {
            writeOn(space.get());
            return;
        }
        if (announced > body.length()) {
            body = Buffer.buffer((int) announced).appendBuffer(body);
        }
        request.resume();
    }

    private void writeOn(UploadSpace where) {
        if (!where.hasSpaceFor(allowed)) {
            refuse(NO_SPACE);
        } else if (file != null) {
            request.resume();
        } else {
            BodyFile.create(context.vertx(), where).onComplete(created -> {
                if (created.failed()) {
                    refuse(NO_SPACE);
                } else if (over) {
                    created.result().delete();
                } else {
                    file = created.result();
                    file.whenItFails(() -> refuse(NO_SPACE));
                    request.resume();
                    write(file, body);
                    body = Buffer.buffer();
                }
            });
        }
    }

    private void write(BodyFile to, Buffer chunk) {
        if (!to.write(chunk, this::resumeUnlessWaiting)) {
            request.pause();
        }
    }

    private void resumeUnlessWaiting() {
        if (!waitsForRoom) {
            request.resume();
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (file != null) {
            file.end().onComplete(written -> {
                if (written.failed()) {
                    refuse(NO_SPACE);
                } else if (!over) {
                    handOn();
                }
            });
        } else if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
            handOn();
        } else {
            Optional<Packed> packed = hasToken ? Packed.of(encoding, body.getBytes()) : Optional.empty();
            packed.ifPresentOrElse(this::unpack, () -> refuse(NOT_UNPACKED));
        }
    }

    private void unpack(Packed packed) {
        context.vertx().executeBlocking(() -> packed.length((int) limit), false).onComplete(counted -> {
            if (counted.failed()) {
                refuse(BROKEN);
            } else if (counted.result() > limit) {
                refuse(tooLarge());
            } else if (!over) {
                whenRoom = () -> unpack(packed, counted.result());
                if (counted.result() > allowed) {
                    waitForRoom(counted.result());
                } else {
                    whenRoom.run();
                }
            }
        });
    }

    private void unpack(Packed packed, int length) {
        context.vertx().executeBlocking(() -> packed.unpack(length), false).onComplete(unpacked -> {
            if (!over) {
                body = unpacked.result();
                request.headers().remove(HttpHeaders.CONTENT_ENCODING);
                request.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(length));
                handOn();
            }
        });
    }

    private void handOn() {
        over = true;
        place.complete();
        context.vertx().cancelTimer(deadline);
        Body.put(context, body.getBytes(), file == null ? null : file.path(), this::release);
        body = Buffer.buffer();
        context.next();
    }

    private void tooSlow() {
        if (!over) {
            context.addEndHandler(answered -> request.connection().close());
            refuse(TOO_SLOW);
        }
    }

    private void refuse(Problem problem) {
        if (over) {
            return;
        }
        over = true;
        release();
        body = Buffer.buffer();
        if (problem.status() == 413) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        problems.answer(context, problem);
        request.resume();
    }

    private void release() {
        over = true;
        context.vertx().cancelTimer(deadline);
        context.vertx().cancelTimer(waiting);
        place.leave();
        if (file != null) {
            file.delete();
        }
    }

    private Problem tooLarge() {
        return Problem.ofStatus(413).with("limit", limit);
    }

    /** In bytes; -1 for a body in chunks, which announces nothing. Netty lets through nothing but a number. */
    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length);
    }
}
