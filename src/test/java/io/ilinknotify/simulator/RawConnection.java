package io.ilinknotify.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A socket to the simulator, so that a test sees what really happens on the wire. */
final class RawConnection implements AutoCloseable {
    private final Socket socket;

    RawConnection(Simulator simulator) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), simulator.port());
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
    }

    void write(SimulatedRequest request) throws IOException {
        var head = new StringBuilder(request.method() + " " + request.uri() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write((head + "\r\n" + request.body()).getBytes(StandardCharsets.UTF_8));
    }

    /** Everything until the answer's announced length is there, or until the other side ends. */
    String read() throws IOException {
        var bytes = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!complete(bytes.toString(StandardCharsets.UTF_8))) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The first bytes that come. */
    void readSome() throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("ended");
        }
    }

    /** Nothing comes for this long, not even an end. */
    void staysSilentFor(Duration length) throws IOException {
        socket.setSoTimeout((int) length.toMillis());
        try {
            int read = socket.getInputStream().read();
            throw new AssertionError("there came " + read);
        } catch (java.net.SocketTimeoutException nothing) {
            // As it must be.
        }
    }

    private static boolean complete(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        int length = 0;
        for (String line : text.substring(0, end).split("\r\n", -1)) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring("content-length: ".length()));
            }
        }
        return text.substring(end + 4).getBytes(StandardCharsets.UTF_8).length >= length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
