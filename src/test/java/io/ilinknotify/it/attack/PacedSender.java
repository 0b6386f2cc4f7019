package io.ilinknotify.it.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A well-behaved caller at a steady pace, with a connection for each request as {@code curl} has; it measures answers. */
public final class PacedSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int LONGEST_HEAD = 2_000;

    private final String name;
    private final int port;
    private final IntFunction<byte[]> requests;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final long started = System.nanoTime();

    /**
     * What came back.
     *
     * @param second of the run, when it was asked
     * @param words the status line, or what went wrong instead
     * @param millis from the first try to connect until the status line was there
     */
    public record Answer(int number, long second, String words, long millis) {
        private boolean isGood(Duration most) {
            return words.startsWith("HTTP/1.1 2") && millis <= most.toMillis();
        }
    }

    private PacedSender(String name, int port, IntFunction<byte[]> requests) {
        this.name = name;
        this.port = port;
        this.requests = requests;
    }

    /** Begins to send the requests by their numbers, each with {@code Connection: close}. */
    public static PacedSender start(String name, int port, Duration pace, IntFunction<byte[]> requests) {
        PacedSender sender = new PacedSender(name, port, requests);
        var unused = sender.clock.scheduleAtFixedRate(
                () -> sender.threads.execute(sender::ask), 0, pace.toMillis(), TimeUnit.MILLISECONDS);
        return sender;
    }

    private void ask() {
        int number = next.getAndIncrement();
        long begin = System.nanoTime();
        long end;
        String words;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(requests.apply(number));
            words = statusLine(socket.getInputStream());
            end = System.nanoTime();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            words = e.toString();
            end = System.nanoTime();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(end - begin);
        answers.add(new Answer(number, TimeUnit.NANOSECONDS.toSeconds(begin - started), words, millis));
    }

    private static String statusLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\r' && line.length() < LONGEST_HEAD; c = in.read()) {
            line.append((char) c);
        }
        return line.isEmpty() ? "closed without an answer" : line.toString();
    }

    /** Asks no more, and waits for the answers that are still to come. */
    @Override
    public void close() {
        clock.shutdown();
        threads.close();
    }

    /** How many have been answered so far, or never will be. */
    public int answered() {
        return answers.size();
    }

    /** What is no 2xx, or came later than that. */
    public List<Answer> bad(Duration most) {
        return answers.stream().filter(answer -> !answer.isGood(most)).toList();
    }

    /** How many there were, and how long they took. */
    public String report() {
        long[] millis = answers.stream().mapToLong(Answer::millis).sorted().toArray();
        if (millis.length == 0) {
            return name + ": nothing";
        }
        return "%-20s %5d answers, p50 %d ms, p99 %d ms, max %d ms"
                .formatted(
                        name,
                        millis.length,
                        millis[millis.length / 2],
                        millis[millis.length * 99 / 100],
                        millis[millis.length - 1]);
    }

    /** A request with a body, of bytes as they are. */
    public static byte[] post(String path, String token, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(bytes, 0, request, head.length, bytes.length);
        return request;
    }

    /** A request without a body. */
    public static byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
