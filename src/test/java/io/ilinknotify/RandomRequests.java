package io.ilinknotify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests that no sane client makes, each made of a seed and its number alone. */
final class RandomRequests {
    /** Every address of the design, those that need an id with one that may exist. */
    static final List<String> PATHS = List.of(
            "/",
            "/notify",
            "/notifications",
            "/notifications/01JD0000000000000000000000",
            "/notifications/01JD0000000000000000000000/retry",
            "/m/01JD0000000000000000000000-AAAAAAAAAAAAAAAAAAAAAA",
            "/webhook/alertmanager",
            "/webhook/grafana",
            "/webhook/anything",
            "/status",
            "/login",
            "/login/operator",
            "/assets/ilink-notify.css",
            "/favicon.ico",
            "/q/health/live",
            "/q/metrics",
            "/nowhere");

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW", "post", "");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "text/plain; charset=utf-8",
            "text/plain; charset=gbk",
            "text/plain; charset=utf-16",
            "application/json",
            "application/json; charset=nonsense",
            "application/problem+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "multipart/form-data; boundary=\"\"",
            "image/png",
            "*/*",
            "garbage",
            "",
            "/",
            "text/plain;;;=",
            "application/json, text/plain");
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "\"text\":\"x\"",
            "\"title\":",
            "\"priority\":9",
            "\"ttl\":1e999",
            "text=",
            "&",
            "%",
            "%ff",
            "%e6%bb%a1",
            "+",
            "=",
            "--b",
            "--b--",
            "\r\n",
            "\r\n\r\n",
            "Content-Disposition: form-data; name=\"text\"",
            "; filename=\"f\"",
            "Content-Type: text/plain; charset=x",
            "\\ud800",
            "\\u0000",
            "满",
            "😀",
            "\u0000",
            " ",
            "null",
            "{\"alerts\":[{\"labels\":{\"alertname\":\"x\"}}]}",
            "999999999999999999999999",
            "<script>",
            "{inject:x}",
            "${x}");
    private static final List<String> HEADERS = List.of(
            "Title",
            "Priority",
            "Tags",
            "Click",
            "Idempotency-Key",
            "Accept",
            "Accept-Language",
            "Accept-Encoding",
            "Origin",
            "Cookie",
            "Range",
            "If-None-Match",
            "Content-Encoding",
            "X-Forwarded-For",
            "Forwarded",
            "Upgrade",
            "Expect",
            "Sec-Fetch-Site",
            "X-HTTP-Method-Override",
            "Referer",
            "Host",
            "Authorization",
            "Content-Language");
    private static final List<String> QUERIES = List.of(
            "wait=20ms",
            "wait=61s",
            "wait=",
            "wait=x",
            "expect=sent",
            "expect=x",
            "limit=0",
            "limit=2",
            "limit=99999999999",
            "state=held",
            "state=x",
            "before=x",
            "before=01JD0000000000000000000000",
            "%",
            "%zz",
            "=",
            "&&&",
            "a[]=b",
            "priority=%00",
            "check=x",
            "next=//x");

    private final long seed;
    private final String clientToken;
    private final String operatorToken;

    RandomRequests(long seed, String clientToken, String operatorToken) {
        this.seed = seed;
        this.clientToken = clientToken;
        this.operatorToken = operatorToken;
    }

    /** The request of that number: four of five are HTTP with odd contents, the rest is hardly HTTP. */
    byte[] get(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        byte[] request = request(random);
        return switch (random.nextInt(20)) {
            case 0 -> cut(random, request);
            case 1 -> scrambled(random, request);
            case 2 -> BrokenHttp.any(random, request);
            case 3 -> join(request, request(random));
            default -> request;
        };
    }

    private byte[] request(Random random) {
        String target = target(random);
        byte[] body = target.startsWith("/login") ? form(random) : body(random);
        StringBuilder head = new StringBuilder();
        String method = random.nextInt(3) > 0 ? "POST" : pick(random, METHODS);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        head.append("Host: localhost\r\nConnection: close\r\n").append(authorization(random));
        if (random.nextInt(3) > 0) {
            head.append("Content-Type: ").append(pick(random, TYPES)).append("\r\n");
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            head.append(pick(random, HEADERS))
                    .append(": ")
                    .append(headerValue(random))
                    .append("\r\n");
        }
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        return join(head.toString().getBytes(StandardCharsets.UTF_8), body);
    }

    private String target(Random random) {
        String path = random.nextInt(3) > 0 ? "/notify" : pick(random, PATHS);
        path = switch (random.nextInt(40)) {
            case 0 -> path + "/";
            case 1 ->
                path + "/" + text(random, 3).replace("\r", "").replace("\n", "").replace(" ", "");
            case 2 -> "/" + path;
            case 3 -> path + ";a=b";
            case 4 -> path + "%00";
            case 5 -> path.replace("/", "/../");
            case 6 -> path + "/" + "x".repeat(random.nextInt(6000));
            default -> path;
        };
        return switch (random.nextInt(8)) {
            case 0 -> path + "?" + pick(random, QUERIES) + "&" + pick(random, QUERIES);
            case 1 -> random.nextInt(8) == 0 ? path + "?token=" + clientToken : path;
            default -> path;
        };
    }

    private String authorization(Random random) {
        return switch (random.nextInt(20)) {
            case 0 -> "";
            case 1 -> "Authorization: Bearer wrong\r\n";
            case 2 -> "Authorization: Basic " + text(random, 2).replaceAll("[\r\n]", "") + "\r\n";
            case 3, 4, 5 -> "Authorization: Bearer " + operatorToken + "\r\n";
            default -> "Authorization: Bearer " + clientToken + "\r\n";
        };
    }

    /** What the operator's sign-in takes: the real token too, since it must not be told even when the form is broken. */
    private byte[] form(Random random) {
        String token = random.nextInt(4) == 0 ? operatorToken : text(random, 2);
        return ("token=" + token + text(random, random.nextInt(3)) + "&next=" + text(random, random.nextInt(2)))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] body(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> new byte[0];
            case 1 -> bytes(random, random.nextInt(300));
            case 2 -> ("{\"text\":\"" + text(random, 5).replace("\"", "") + "\"}").getBytes(StandardCharsets.UTF_8);
            case 3 -> "disk full".getBytes(StandardCharsets.UTF_8);
            case 4 -> "[".repeat(random.nextInt(20_000)).getBytes(StandardCharsets.UTF_8);
            case 5 ->
                random.nextInt(10) == 0
                        ? bytes(random, 1_200_000)
                        : "x".repeat(110_000).getBytes(StandardCharsets.UTF_8);
            default -> text(random, random.nextInt(20)).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String headerValue(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "=?utf-8?b?" + random.nextInt() + "?=";
            case 1 -> "x".repeat(random.nextInt(3000));
            case 2 -> Integer.toString(random.nextInt(9));
            default -> text(random, 3).replaceAll("[\r\n]", " ");
        };
    }

    private static String text(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(pick(random, PIECES));
        }
        return text.toString();
    }

    private static byte[] cut(Random random, byte[] request) {
        return java.util.Arrays.copyOf(request, random.nextInt(request.length));
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

    static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
