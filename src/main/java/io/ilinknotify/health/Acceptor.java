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
import java.util.concurrent.TimeUnit;

/**
 * Whether the port for people and senders takes connections. The system completes a connection even when nobody accepts
 * it, so this one is begun and ended without a request: whoever accepts it hangs up, too.
 */
@Singleton
final class Acceptor implements Watched {
    private static final Logger LOG = Logger.getLogger(Acceptor.class);
    private static final int EVERY_SECONDS = 10;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration STOP_WAIT = Duration.ofMillis(500);

    private final HttpServer server;
    private final String host;
    private final LoopThread thread = new LoopThread("http-acceptor", LONGEST);

    Acceptor(HttpServer server, @ConfigProperty(name = "quarkus.http.host") String host) {
        this.server = server;
        this.host = host;
    }

    @Override
    public Heartbeat heartbeat() {
        return thread.heartbeat();
    }

    void start(@Observes @Priority(2000) StartupEvent start) {
        thread.start(this::run);
    }

    void stop(@Observes @Priority(1) ShutdownEvent stop) throws InterruptedException {
        if (!thread.stop(STOP_WAIT)) {
            LOG.debug("The look at the port goes on beyond the stop.");
        }
    }

    private void run() {
        while (!thread.isStopping()) {
            try {
                TimeUnit.SECONDS.sleep(EVERY_SECONDS);
                int port = port();
                if (port <= 0 || accepts(new InetSocketAddress(address(), port), PATIENCE_MILLIS)) {
                    thread.heartbeat().beat();
                }
            } catch (IOException e) {
                LOG.debugf("No connection to the own port: %s", e.getMessage());
            } catch (InterruptedException e) {
                LOG.debug("The agent stops.");
            }
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

    /** Whether a connection there is accepted by somebody; throws when there cannot even be one. */
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
