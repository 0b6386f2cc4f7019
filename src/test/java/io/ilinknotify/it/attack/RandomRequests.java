package io.ilinknotify.it.attack;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Requests that no sane client makes, each made of a seed and its number alone. */
public final class RandomRequests {
    private final long seed;
    private final String clientToken;
    private final String operatorToken;

    /** What becomes of the connection after the bytes of a request. */
    public enum Ending {
        /** The request is whole: an answer is due. */
        WAIT,
        /** Nobody knows whether more is to come: the other side is told that it is not. */
        HALF_CLOSE,
        /** The connection is reset. */
        HANG_UP
    }

    /** One request, or several in a row. */
    public record Attempt(byte[] bytes, Ending ending) {}

    public RandomRequests(long seed, String clientToken, String operatorToken) {
        this.seed = seed;
        this.clientToken = clientToken;
        this.operatorToken = operatorToken;
    }

    /** The request of that number: three of four are HTTP with odd contents, the rest is hardly HTTP. */
    public Attempt get(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return switch (random.nextInt(20)) {
            case 0 -> new Attempt(cut(random, request(random, true)), Ending.HALF_CLOSE);
            case 1 -> new Attempt(scrambled(random, request(random, true)), Ending.HALF_CLOSE);
            case 2 -> new Attempt(BrokenHttp.any(random, request(random, true)), Ending.HALF_CLOSE);
            case 3, 4 -> new Attempt(pipeline(random), Ending.WAIT);
            case 5 -> new Attempt(cut(random, request(random, true)), Ending.HANG_UP);
            case 6 -> new Attempt(request(random, false), Ending.HANG_UP);
            default -> new Attempt(request(random, true), Ending.WAIT);
        };
    }

    private byte[] pipeline(Random random) {
        byte[] all = request(random, false);
        for (int i = random.nextInt(5); i > 0; i--) {
            all = join(all, request(random, false));
        }
        return join(all, request(random, true));
    }

    private byte[] request(Random random, boolean last) {
        String target = target(random);
        Content content = target.startsWith("/login") ? form(random) : Content.any(random);
        StringBuilder head = new StringBuilder();
        String method = random.nextInt(3) > 0 ? "POST" : OddWords.pick(random, OddWords.METHODS);
        boolean old = random.nextInt(20) == 0;
        head.append(method).append(' ').append(target).append(old ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
        head.append("Host: localhost\r\n").append(connection(old, last)).append(authorization(random));
        if (random.nextInt(4) > 0) {
            String type = content.type().isEmpty() || random.nextInt(4) == 0
                    ? OddWords.pick(random, OddWords.TYPES)
                    : content.type();
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        byte[] body = content.bytes();
        if (random.nextInt(15) == 0) {
            head.append("Content-Encoding: gzip\r\n");
            body = RandomPayloads.gzip(random, body);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(OddWords.pick(random, OddWords.HEADERS))
                    .append(": ")
                    .append(headerValue(random))
                    .append("\r\n");
        }
        if (!old && random.nextInt(6) == 0) {
            head.append("Transfer-Encoding: chunked\r\n\r\n");
            body = chunked(random, body);
        } else {
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        }
        return join(head.toString().getBytes(StandardCharsets.UTF_8), body);
    }

    private static String connection(boolean old, boolean last) {
        if (last) {
            return old ? "" : "Connection: close\r\n";
        }
        return old ? "Connection: keep-alive\r\n" : "";
    }

    private static byte[] chunked(Random random, byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; ) {
            int size = Math.min(body.length - from, 1 + random.nextInt(random.nextBoolean() ? 20 : 60_000));
            String extension = random.nextInt(10) == 0 ? ";a=\"b\"" : "";
            chunks.writeBytes((Integer.toHexString(size) + extension + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, from, size);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            from += size;
        }
        String trailer = random.nextInt(10) == 0 ? "Title: late\r\n" : "";
        chunks.writeBytes(("0\r\n" + trailer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private String target(Random random) {
        String path = random.nextInt(3) == 0 ? "/notify" : OddWords.pick(random, OddWords.PATHS);
        path = switch (random.nextInt(40)) {
            case 0 -> path + "/";
            case 1 ->
                path + "/"
                        + OddWords.text(random, 3)
                                .replace("\r", "")
                                .replace("\n", "")
                                .replace(" ", "");
            case 2 -> "/" + path;
            case 3 -> path + ";a=b";
            case 4 -> path + "%00";
            case 5 -> path.replace("/", "/../");
            case 6 -> path + "/" + "x".repeat(random.nextInt(6000));
            default -> path;
        };
        return switch (random.nextInt(8)) {
            case 0 ->
                path + "?" + OddWords.pick(random, OddWords.QUERIES) + "&" + OddWords.pick(random, OddWords.QUERIES);
            case 1 -> random.nextInt(8) == 0 ? path + "?token=" + clientToken : path;
            default -> path;
        };
    }

    private String authorization(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> "";
            case 1 -> "Authorization: Bearer wrong\r\n";
            case 2 -> "Authorization: Basic " + OddWords.text(random, 2).replaceAll("[\r\n]", "") + "\r\n";
            case 3, 4, 5 -> "Authorization: Bearer " + operatorToken + "\r\n";
            default -> "Authorization: Bearer " + clientToken + "\r\n";
        };
    }

    /** What the operator's sign-in takes: the real token too, since it must not be told even when the form is broken. */
    private Content form(Random random) {
        String token = random.nextInt(4) == 0 ? operatorToken : OddWords.text(random, 2);
        String fields = "token=" + token + OddWords.text(random, random.nextInt(3)) + "&next="
                + OddWords.text(random, random.nextInt(2));
        return new Content("application/x-www-form-urlencoded", fields.getBytes(StandardCharsets.UTF_8));
    }

    /** A body, with the type that it should have; an empty one where none is right. */
    private record Content(String type, byte[] bytes) {
        private static Content any(Random random) {
            return switch (random.nextInt(16)) {
                case 0, 1, 2, 3, 4 -> new Content("application/json", RandomPayloads.json(random));
                case 5, 6 -> new Content("multipart/form-data; boundary=b", RandomPayloads.multipart(random));
                case 7 -> new Content("application/x-www-form-urlencoded", RandomPayloads.form(random));
                case 8 -> new Content("", new byte[0]);
                case 9 -> new Content("", RandomRequests.bytes(random, random.nextInt(300)));
                case 10 ->
                    new Content(
                            "application/json",
                            utf8("{\"text\":\"" + OddWords.text(random, 5).replace("\"", "") + "\"}"));
                case 11 -> new Content("text/plain", utf8("disk full"));
                case 12 -> new Content("application/json", utf8("[".repeat(random.nextInt(20_000))));
                case 13 -> new Content("", large(random));
                default -> new Content("", utf8(OddWords.text(random, random.nextInt(20))));
            };
        }

        private static byte[] large(Random random) {
            return switch (random.nextInt(20)) {
                case 0 -> RandomRequests.bytes(random, 1_200_000);
                case 1 -> utf8("[{}" + ",{}".repeat(300_000) + "]");
                default -> utf8("x".repeat(random.nextInt(110_000)));
            };
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private static String headerValue(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "=?utf-8?b?" + random.nextInt() + "?=";
            case 1 -> "x".repeat(random.nextInt(3000));
            case 2 -> Integer.toString(random.nextInt(9));
            default -> OddWords.text(random, 3).replaceAll("[\r\n]", " ");
        };
    }

    private static byte[] cut(Random random, byte[] request) {
        return Arrays.copyOf(request, random.nextInt(request.length));
    }

    private static byte[] scrambled(Random random, byte[] request) {
        byte[] scrambled = request.clone();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            scrambled[random.nextInt(Math.min(400, scrambled.length))] = (byte) random.nextInt();
        }
        return scrambled;
    }

    static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
