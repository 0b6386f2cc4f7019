package io.ilinknotify.it.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Sends bytes as they are and reads what comes back: an HTTP client would repair what is broken. */
public final class RawHttp {
    /** Whoever has not been answered by then never will be. */
    private static final int PATIENCE_MILLIS = 30_000;

    /** After this a server that says nothing waits for more of the request: it is told that no more comes. */
    private static final int HALF_CLOSE_MILLIS = 100;

    /** Of every answer that is not 100; the one before it ends with its body. */
    private static final Pattern STATUS = Pattern.compile("(?:^|(?<=[}\\s>]))HTTP/1\\.[01] (?!100)([1-5]\\d\\d) ");

    private RawHttp() {}

    /** The answers to {@code attempt}, read until the server closes. */
    public static Answers exchange(int port, RandomRequests.Attempt attempt) throws IOException {
        long begin = System.nanoTime();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        boolean ended = true;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(attempt.bytes());
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The server had read enough; what it says counts.
            }
            switch (attempt.ending()) {
                case WAIT -> {
                    socket.setSoTimeout(PATIENCE_MILLIS);
                    readAll(socket.getInputStream(), read);
                }
                case HALF_CLOSE -> readOrHalfClose(socket, read);
                case HANG_UP -> socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (SocketTimeoutException e) {
            ended = false;
        } catch (SocketException e) {
            // Closed with a reset: what came before counts.
        }
        return new Answers(read.toString(StandardCharsets.UTF_8), ended, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static void readOrHalfClose(Socket socket, ByteArrayOutputStream into) throws IOException {
        try {
            socket.setSoTimeout(HALF_CLOSE_MILLIS);
            readAll(socket.getInputStream(), into);
        } catch (SocketTimeoutException e) {
            socket.shutdownOutput();
            socket.setSoTimeout(PATIENCE_MILLIS);
            readAll(socket.getInputStream(), into);
        }
    }

    private static void readAll(InputStream in, ByteArrayOutputStream into) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            into.write(buffer, 0, n);
        }
    }

    /**
     * All that the server wrote; empty when it closed without a word.
     *
     * @param ended whether the server closed
     * @param took until then
     */
    public record Answers(String text, boolean ended, Duration took) {
        /** The statuses of the answers that are not 100. */
        public List<Integer> statuses() {
            return STATUS.matcher(text)
                    .results()
                    .map(found -> Integer.valueOf(found.group(1)))
                    .toList();
        }
    }
}
