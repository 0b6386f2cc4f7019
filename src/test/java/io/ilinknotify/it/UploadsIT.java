package io.ilinknotify.it;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Files from many clients while the process is killed again and again: what was answered is there, and nothing else is. */
class UploadsIT {
    private static final int CLIENTS = 16;
    private static final int UPLOADS = 200;
    private static final int KILLS = 4;
    private static final int SIZE = 1 << 20;

    @RegisterExtension
    final Installation installation = new Installation().heap("-Xmx96m").option("-XX:MaxDirectMemorySize=48m");

    private final Calls calls = new Calls(installation);
    private final Map<String, String> idsByFile = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void whatWasAnsweredIsThereAndNoOrphanStays() throws IOException {
        RunningAgent agent = installation.start();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(CompletableFuture.runAsync(this::upload, threads));
            }
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = UPLOADS * kill / (KILLS + 1);
                await().atMost(2, TimeUnit.MINUTES).until(() -> idsByFile.size() >= enough);
                breakOff();
                assertThat(agent.output()).doesNotContain("OutOfMemory").doesNotContain("\tat ");
                agent.kill();
                agent = installation.start();
            }
            clients.forEach(client -> client.orTimeout(2, TimeUnit.MINUTES).join());
        }
        assertThat(agent.output()).doesNotContain("OutOfMemory").doesNotContain("\tat ");
        agent.kill();

        installation.start();

        assertThat(names("media/incoming")).isEmpty();
        assertThat(names("media")).containsExactlyInAnyOrderElementsOf(idsByFile.keySet());
        for (Map.Entry<String, String> upload : idsByFile.entrySet()) {
            assertThat(sha256(Files.readAllBytes(file(upload.getKey())))).isEqualTo(upload.getKey());
            JsonNode record = calls.operatorGet("/notifications/" + upload.getValue());
            assertThat(record.path("attachments").path(0).path("size").asInt()).isEqualTo(SIZE);
        }
        assertThat(idsByFile).hasSize(UPLOADS);
    }

    private Path file(String name) {
        return installation.stateDir.resolve("media").resolve(name);
    }

    private List<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(installation.stateDir.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }

    /** Repeats each of its uploads until it is answered, as good clients do. */
    private void upload() {
        for (int number = next.getAndIncrement(); number < UPLOADS; number = next.getAndIncrement()) {
            byte[] content = new byte[SIZE];
            new Random(number).nextBytes(content);
            String id = null;
            while (id == null) {
                id = post(number, content);
            }
            idsByFile.put(sha256(content), id);
        }
    }

    private @Nullable String post(int number, byte[] content) {
        String boundary = UUID.randomUUID().toString();
        try {
            HttpResponse<String> answer = calls.send(calls.asSender("/notify")
                    .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .header("Idempotency-Key", "upload " + number)
                    .POST(BodyPublishers.ofByteArray(form(boundary, number, content))));
            if (answer.statusCode() != 503) {
                assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
                return Calls.json(answer).path("id").asText();
            }
        } catch (IOException killed) {
            // once more, with the same key
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        return null;
    }

    private static byte[] form(String boundary, int number, byte[] content) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nupload " + number
                        + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n\r\n")
                .getBytes(UTF_8));
        form.write(content);
        form.write(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
        return form.toByteArray();
    }

    /** A client that hangs up in the middle of its file. */
    private void breakOff() {
        try (Socket socket = new Socket("127.0.0.1", installation.port)) {
            socket.getOutputStream()
                    .write(("POST /notify HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + installation.senderToken
                                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " + SIZE
                                    + "\r\n\r\n--b\r\n")
                            .getBytes(UTF_8));
            socket.getOutputStream().write(new byte[SIZE / 2]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
