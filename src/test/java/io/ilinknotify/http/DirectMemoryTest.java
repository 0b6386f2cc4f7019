package io.ilinknotify.http;

import io.ilinknotify.health.FailFast;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Without direct memory nothing can be read: a server that goes on looks alive and answers nobody. */
class DirectMemoryTest {
    @Test
    void theProcessEndsWhenAConnectionCannotBeReadForWantOfMemory() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxDirectMemorySize=1m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
                Socket client = new Socket("localhost", port(said))) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(FailFast.EXIT_CODE);
            assertThat(said.lines()).anyMatch(line -> line.contains("the agent ends with code 3"));
        } finally {
            process.destroyForcibly();
        }
    }

    private static int port(BufferedReader said) {
        return said.lines()
                .filter(line -> line.startsWith("port "))
                .mapToInt(line -> Integer.parseInt(line.substring(5)))
                .findFirst()
                .orElseThrow();
    }

    /** A server, and nothing left for it. */
    static final class Program {
        private static final List<ByteBuf> TAKEN = new ArrayList<>();

        private Program() {}

        public static void main(String[] args) {
            Connections.Hook.enable();
            int port = Vertx.vertx()
                    .createHttpServer()
                    .requestHandler(request -> request.response().end())
                    .listen(0)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .actualPort();
            for (int size = 1 << 20; size >= 64; size /= 2) {
                take(size);
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
