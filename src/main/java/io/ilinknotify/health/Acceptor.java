package io.ilinknotify.health;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Looks whether the port for people and senders takes connections. The system completes a connection even when nobody accepts
 * it, so this one is begun and ended without a request: whoever accepts it hangs up, too.
 */
@Singleton
final class Acceptor implements Heartbeat.Watched {
    private static final Logger LOG = Logger.getLogger(Acceptor.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int PATIENCE_MILLIS = 5_000;

    private final HttpServer server;
    private final String host;
    private final LoopThread thread = new LoopThread("http-acceptor", Duration.ofSeconds(60));

    Acceptor(HttpServer server, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.server = server;
        this.host = host;
    }

    @Override
    public Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    void start(@Observes @Priority(2000) StartupEvent start) {
        thread.repeat(this::look);
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) throws InterruptedException {
        thread.stop(Duration.ofMillis(500));
    }

    private void look() throws InterruptedException {
        Thread.sleep(EVERY);
        try {
            int port = port();
            if (port <= 0 || accepts(new InetSocketAddress(address(), port), PATIENCE_MILLIS)) {
                thread.heartbeat().beat();
            }
        } catch (IOException e) {
            LOG.debugf("No connection to the own port: %s", e.getMessage());
        }
    }

    /** Not positive before the server runs, and when it listens on a domain socket alone. */
    private int port() {
        return server.getPort() > 0 ? server.getPort() : server.getSecurePort();
    }

    private InetAddress address() throws IOException {
        InetAddress listens = InetAddress.getByName(host);
        return listens.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : listens;
    }

    /** Finds out whether somebody accepts a connection there; throws when there cannot even be one. */
    static boolean accepts(SocketAddress address, int patienceMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address, patienceMillis);
            socket.setSoTimeout(patienceMillis);
            return hangsUp(socket);
        }
    }

    private static boolean hangsUp(Socket socket) {
        try {
            socket.shutdownOutput();
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // A reset, because there are too many connections: accepted all the same.
        }
    }
}
