package io.ilinknotify.ilink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on a free port: writes down what it is asked, and passes all of it to one server, or refuses. */
final class RecordingProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final int serverPort;
    private final String refusal;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    private RecordingProxy(int serverPort, String refusal) throws IOException {
        this.listening = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        this.serverPort = serverPort;
        this.refusal = refusal;
        Thread.ofVirtual().start(this::accept);
    }

    static RecordingProxy passingOnTo(RecordingServer server) throws IOException {
        return new RecordingProxy(server.port(), "");
    }

    static RecordingProxy refusing(String statusLine) throws IOException {
        return new RecordingProxy(0, "HTTP/1.1 " + statusLine + "\r\nContent-Length: 0\r\n\r\n");
    }

    String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String request = RecordingServer.read(client.getInputStream());
            requests.add(request);
            if (!refusal.isEmpty()) {
                client.getOutputStream().write(refusal.getBytes(StandardCharsets.US_ASCII));
                return;
            }
            try (Socket server = new Socket(InetAddress.getByName("127.0.0.1"), serverPort)) {
                if (request.startsWith("CONNECT ")) {
                    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } else {
                    server.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
                }
                Thread.ofVirtual().start(() -> copy(client, server));
                copy(server, client);
            }
        } catch (IOException closed) {
            // One of the two went away.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            long copied = in.transferTo(out);
            if (copied < 0) {
                throw new IOException("cannot be");
            }
        } catch (IOException closed) {
            // One of the two went away.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
