package io.ilinknotify.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on, below those that systems give to clients: a client that keeps knocking while the agent
 * is down must not get the very port as its own, or it would be connected to itself.
 */
public final class FreePorts {
    private static final int EACH_FORK = 3_000;
    private static final int FORK = Integer.getInteger("surefire.forkNumber", 1);
    private static final int FIRST = 17_000 + FORK * EACH_FORK;
    private static final int END = FIRST + EACH_FORK;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    public static int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
