package io.ilinknotify.ilink;

import javax.net.ServerSocketFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port that writes down what it is told, byte for byte, and answers as its script says. */
public final class RecordingServer implements AutoCloseable {
    /** What happens on a connection once a request was read; returning closes the connection. */
    @FunctionalInterface
    public interface Script {
        void play(Socket socket) throws IOException;
    }

    private final ServerSocket listening;
    private final String scheme;
    private final Script script;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();

    private RecordingServer(String scheme, ServerSocketFactory sockets, Script script) throws IOException {
        this.listening = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.scheme = scheme;
        this.script = script;
        Thread.ofVirtual().name("recording-server").start(this::accept);
    }

    public static RecordingServer playing(Script script) throws IOException {
        return new RecordingServer("http", ServerSocketFactory.getDefault(), script);
    }

    static RecordingServer playingOverTls(ServerSocketFactory tls, Script script) throws IOException {
        return new RecordingServer("https", tls, script);
    }

    public static RecordingServer answering(String json) throws IOException {
        return playing(Scripts.answer(200, json));
    }

    public URI base() {
        return URI.create(scheme + "://localhost:" + port());
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Everything that was read, one text a request: head, empty line, body. */
    public List<String> requests() {
        return requests.stream()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .toList();
    }

    /** The bytes of one request behind its head. */
    byte[] body(int request) {
        byte[] whole = requests.get(request);
        int head = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(whole, head, whole.length);
    }

    int connections() {
        return sockets.size();
    }

    int openConnections() {
        return open.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                open.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            byte[] request = readBytes(socket.getInputStream());
            if (request.length > 0) {
                requests.add(request);
                script.play(socket);
            }
        } catch (IOException closed) {
            // The client went away, or never finished its handshake: what the tests look at is counted below.
        } finally {
            open.decrementAndGet();
        }
    }

    /** Reads one request by its Content-Length; the empty text when there was none. */
    static String read(InputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return new byte[0];
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        int length = text.toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        head.write(in.readNBytes(length));
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
