package io.ilinknotify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes as they are and reads what comes back: an HTTP client would repair what is broken. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 10_000;

    /** After this a server that says nothing waits for more of the request: it is told that no more comes. */
    private static final int HALF_CLOSE_MILLIS = 200;

    /** The server repeats the version that it was sent, however odd; 100 comes before the answer. */
    private static final Pattern STATUS =
            Pattern.compile("(?:\\S* 100 [^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n)?\\S* ([1-5]\\d\\d) ");

    private RawHttp() {}

    /**
     * The answer to {@code request}, read until the server closes.
     *
     * @throws SocketTimeoutException when the server neither answers nor closes
     */
    static Answer exchange(int port, byte[] request) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // The server had read enough; what it says counts.
            }
            read(socket, read);
        }
        return new Answer(read.toString(StandardCharsets.UTF_8));
    }

    private static void read(Socket socket, ByteArrayOutputStream into) throws IOException {
        try {
            socket.setSoTimeout(HALF_CLOSE_MILLIS);
            readAll(socket.getInputStream(), into);
        } catch (SocketTimeoutException e) {
            socket.shutdownOutput();
            socket.setSoTimeout(PATIENCE_MILLIS);
            readAll(socket.getInputStream(), into);
        } catch (SocketException e) {
            // Closed with a reset: what came before counts.
        }
    }

    private static void readAll(InputStream in, ByteArrayOutputStream into) throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            into.write(buffer, 0, n);
        }
    }

    /** All that the server wrote; empty when it closed without a word. */
    record Answer(String text) {
        /** The status of the first answer that is not 100. */
        OptionalInt status() {
            Matcher m = STATUS.matcher(text);
            return m.lookingAt() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
        }
    }
}
