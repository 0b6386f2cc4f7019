package io.ilinknotify.it.attack;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What breaks the rules of HTTP itself. */
final class BrokenHttp {
    private static final String START = "POST /notify HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

    private BrokenHttp() {}

    /** One of them; {@code sound} is a request that some of them are made of. */
    static byte[] any(Random random, byte[] sound) {
        return switch (random.nextInt(18)) {
            case 0 -> RandomRequests.bytes(random, 1 + random.nextInt(500));
            case 1 -> ascii(START + "Content-Length: -1\r\n\r\nx");
            case 2 -> ascii(START + "Content-Length: 99999999999999999999\r\n\r\nx");
            case 3 -> ascii(START + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!");
            case 4 -> ascii(START + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            case 5 -> ascii(START + "Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n");
            case 6 -> ascii(START + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\nhello");
            case 7 -> ascii(START + "Transfer-Encoding: gzip, nonsense\r\n\r\nhello");
            case 8 -> ascii(START + "X: " + "y".repeat(40_000) + "\r\n\r\n");
            case 9 -> ascii(START + "X: y\r\n".repeat(3_000) + "\r\n");
            case 10 -> ascii("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            case 11 -> ascii("GET / HTTP/0.9\r\n\r\n");
            case 12 -> ascii("GET /status HTTP/1.0\r\n\r\n");
            case 13 -> ascii("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
            case 14 -> ascii(START + "Bad Header\r\n: empty\r\n folded\r\nN\0ul: x\r\n\r\n");
            case 15 -> ascii("\u0016\u0003\u0001\0\u0005hello");
            case 16 -> ascii("POST http://other.example/notify HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            default -> RandomRequests.join(ascii("\r\n".repeat(random.nextInt(50))), sound);
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
