package io.ilinknotify.http;

import io.ilinknotify.health.FailFast;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Without direct memory nothing can be read: a server that goes on looks alive and answers nobody. */
class DirectMemoryTest {
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8);
    private static final int CONNECTIONS = 120;
    private static final int LARGE = 400_000;

    @Test
    void theProcessEndsWhenAConnectionCannotBeReadForWantOfMemory() throws Exception {
        Process process = start("1m", "full");
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                Socket client = new Socket("localhost", port(said))) {
            client.getOutputStream().write(REQUEST);

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(FailFast.EXIT_CODE);
            assertThat(said.lines()).anyMatch(line -> line.contains("the agent ends with code 3"));
        } finally {
            process.destroyForcibly();
        }
    }

    /** A large body teaches Netty to read much at once, and what is read with the begin of the next request is kept. */
    @Test
    void strangersWithHalfRequestsDoNotFillIt() throws Exception {
        Process process = start("4m", "empty");
        List<SocketChannel> strangers = new ArrayList<>();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            int port = port(said);
            String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE + "\r\n\r\n";
            byte[] oneAndAHalf = (head + "x".repeat(LARGE) + "G").getBytes(StandardCharsets.UTF_8);
            ByteBuffer atOnce = ByteBuffer.allocateDirect(oneAndAHalf.length).put(oneAndAHalf);
            for (int i = 0; i < CONNECTIONS; i++) {
                SocketChannel stranger = SocketChannel.open(new InetSocketAddress("localhost", port));
                strangers.add(stranger);
                stranger.write(atOnce.flip());
                assertThat(stranger.read(ByteBuffer.allocate(1))).isEqualTo(1);
            }
            try (Socket client = new Socket("localhost", port)) {
                client.getOutputStream().write(REQUEST);

                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
            for (SocketChannel stranger : strangers) {
                stranger.close();
            }
        }
    }

    private static Process start(String directMemory, String state) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxDirectMemorySize=" + directMemory,
                        "-Dio.netty.allocator.maxOrder=3", // as Quarkus has it
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        state)
                .redirectErrorStream(true)
                .start();
    }

    private static int port(BufferedReader said) {
        return said.lines()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring(5)))
                .findFirst()
                .orElseThrow();
    }

    /** A server, which may have nothing left for it. */
    static final class Program {
        private static final List<ByteBuf> TAKEN = new ArrayList<>();

        private Program() {}

        public static void main(String[] args) {
            Connections.Hook.enable();
            int port = Vertx.vertx()
                    .createHttpServer()
                    .requestHandler(request ->
                            request.endHandler(end -> request.response().end()))
                    .listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            if (args[0].equals("full")) {
                for (int size = 1 << 20; size >= 64; size /= 2) {
                    take(size);
                }
            }
            System.out.println("port " + port);
        }

        private static void take(int size) {
            try {
                while (true) {
                    TAKEN.add(Unpooled.directBuffer(size));
                }
            } catch (OutOfMemoryError full) {
                // As much as there is.
            }
        }
    }
}
