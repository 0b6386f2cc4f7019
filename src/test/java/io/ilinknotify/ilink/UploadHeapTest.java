package io.ilinknotify.ilink;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** A file is never in memory as a whole: a program with a heap of a tenth of its size uploads it. */
class UploadHeapTest {
    private static final long SIZE = 300L * 1024 * 1024;

    @TempDir
    Path folder;

    @Test
    void aFileOfManyTimesTheHeapIsUploaded() throws Exception {
        Path file = folder.resolve("zeros");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(SIZE);
        }
        try (RecordingServer api = RecordingServer.answering("{\"upload_param\":\"p\"}");
                Sink cdn = new Sink()) {
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx32m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:MaxDirectMemorySize=16m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Program.class.getName(),
                            api.base().toString(),
                            cdn.base().toString(),
                            file.toString()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said).endsWith("Uploaded[" + SIZE + " bytes, the rest redacted]\n");
            assertThat(cdn.received()).isEqualTo(SIZE + 16);
        }
    }

    /** The small program. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            FixedIlinkConfig config = FixedIlinkConfig.at(URI.create(args[0])).withCdnUrl(URI.create(args[1]));
            try (ClientUnderTest test = ClientUnderTest.hasty(config)) {
                System.out.println(test.client.upload(test.session(), MediaKind.FILE, Path.of(args[2])));
            }
        }
    }

    /** Counts the bytes of one upload. */
    private static final class Sink implements AutoCloseable {
        private final ServerSocket listening;
        private final CompletableFuture<Long> received = new CompletableFuture<>();

        Sink() throws IOException {
            listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().start(() -> {
                try (Socket socket = listening.accept()) {
                    received.complete(take(socket));
                } catch (IOException e) {
                    received.completeExceptionally(e);
                }
            });
        }

        private static long take(Socket socket) throws IOException {
            var in = new BufferedInputStream(socket.getInputStream(), 1024 * 1024);
            int last = 0;
            while (last != 0x0d0a0d0a) {
                last = last << 8 | in.read();
            }
            byte[] piece = new byte[1024 * 1024];
            long count = 0;
            while (count < SIZE + 16) {
                int read = in.read(piece);
                if (read < 0) {
                    return count;
                }
                count += read;
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nx-encrypted-param: r\r\nContent-Length: 0\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return count;
        }

        URI base() {
            return URI.create("http://localhost:" + listening.getLocalPort());
        }

        long received() {
            return received.join();
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
