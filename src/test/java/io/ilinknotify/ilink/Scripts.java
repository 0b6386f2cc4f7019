package io.ilinknotify.ilink;

import io.ilinknotify.ilink.RecordingServer.Script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What servers do, and what they should not. */
final class Scripts {
    private Scripts() {}

    static Script answer(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return raw("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length
                + "\r\n\r\n" + body);
    }

    /** The first request meets the first of them, and so on; the last one stays. */
    static Script inTurn(Script... scripts) {
        AtomicInteger requests = new AtomicInteger();
        return socket -> scripts[Math.min(requests.getAndIncrement(), scripts.length - 1)].play(socket);
    }

    /** An answer without a body, with this header. */
    static Script head(int status, String header) {
        return raw("HTTP/1.1 " + status + " X\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** Writes this, and keeps the connection open until the client closes it. */
    static Script raw(String text) {
        return socket -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            untilClosed().play(socket);
        };
    }

    /** Writes this, and closes. */
    static Script rawThenClose(String text) {
        return socket -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        };
    }

    static Script redirect(String to) {
        return raw("HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
    }

    /** Says nothing until the client closes. */
    static Script untilClosed() {
        return socket -> {
            while (socket.getInputStream().read() >= 0) {
                // Whatever else it says.
            }
        };
    }

    static Script close() {
        return socket -> {};
    }

    /** Says nothing for so long, then closes. */
    static Script closeAfter(long millis) {
        return socket -> pause(millis);
    }

    /** A reset instead of an orderly end. */
    static Script reset() {
        return socket -> socket.setSoLinger(true, 0);
    }

    /** One byte of an endless body every 20 ms. */
    static Script drip() {
        return socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n{".getBytes(StandardCharsets.UTF_8));
            while (true) {
                socket.getOutputStream().write(' ');
                socket.getOutputStream().flush();
                pause(20);
            }
        };
    }

    /** An endless body as fast as it goes. */
    static Script flood() {
        return socket -> {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n\"".getBytes(StandardCharsets.UTF_8));
            byte[] much = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            while (true) {
                socket.getOutputStream().write(much);
            }
        };
    }

    private static void pause(long millis) throws IOException {
        try {
            boolean never = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
            if (never) {
                throw new IOException("cannot be");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
