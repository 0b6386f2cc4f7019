package io.ilinknotify.health;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AcceptorTest {
    private static final int PATIENCE = 300;

    @Test
    void whoAcceptsHangsUpWhenNothingComes() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> readAndClose(server));

            assertThat(Acceptor.accepts(server.getLocalSocketAddress(), 10_000)).isTrue();
            assertThat(read.join()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatOnlyTheSystemHasTakenDoesNotCount() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(Acceptor.accepts(server.getLocalSocketAddress(), PATIENCE))
                    .isFalse();
        }
    }

    @Test
    void aPortThatNobodyListensOnIsAFault() throws IOException {
        SocketAddress gone;
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            gone = server.getLocalSocketAddress();
        }

        assertThatThrownBy(() -> Acceptor.accepts(gone, PATIENCE)).isInstanceOf(IOException.class);
    }

    private static int readAndClose(ServerSocket server) {
        try (Socket accepted = server.accept()) {
            return accepted.getInputStream().read();
        } catch (IOException e) {
            return Integer.MIN_VALUE;
        }
    }
}
