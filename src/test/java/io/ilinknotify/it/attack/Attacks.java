package io.ilinknotify.it.attack;

import io.ilinknotify.it.attack.Attacker.Reading;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** What has stopped the agent once, or could. Each comes from an address of its own. */
public final class Attacks {
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String HOST = "Host: localhost\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final int FIRST_HOST = 9;
    private static final int SILENT_HOSTS = 10;

    /** A client's token; those who have it are not strangers, but programs that went wrong. */
    private final String token;

    private int nextHost = FIRST_HOST;

    /**
     * @param clientToken what the attackers that are no strangers have
     */
    public Attacks(String clientToken) {
        this.token = "Authorization: Bearer " + clientToken + "\r\n";
    }

    /** All whose names contain that part. */
    public List<Attacker> named(String part) {
        return Stream.concat(strangers().stream(), clients().stream())
                .filter(attacker -> attacker.name.contains(part))
                .toList();
    }

    /** Those without a token. */
    private List<Attacker> strangers() {
        List<Attacker> all = new ArrayList<>(List.of(
                of("GET / without a token, kept alive", 8)
                        .writes("GET / HTTP/1.1\r\n" + HOST + "\r\n")
                        .perSecond(700),
                of("POST /notify with 15 KB of headers", 8)
                        .writes("POST /notify HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(7_000) + "\r\nY: "
                                + "y".repeat(8_000) + "\r\nContent-Length: 5\r\n\r\nhello")
                        .perSecond(200),
                of("pipelined GET /, answers never read", 6)
                        .writes(("GET / HTTP/1.1\r\n" + HOST + "\r\n").repeat(100))
                        .perSecond(50)
                        .pipelines()
                        .reads(Reading.NEVER)
                        .opens(6),
                of("slow POST /login/operator", 230)
                        .writes("POST /login/operator HTTP/1.1\r\n" + HOST + FORM + "Content-Length: 400\r\n\r\ntoken="
                                + "x".repeat(394))
                        .slowly(140, Duration.ofMillis(1_500)),
                of("headers, a byte a second", 50)
                        .writes("GET / HTTP/1.1\r\n" + HOST + "X-Slow: " + "x".repeat(1_000))
                        .slowly(1, SECOND),
                of("Grafana's signature, slow, in chunks", 5)
                        .writes("POST /webhook/grafana HTTP/1.1\r\n" + HOST + JSON
                                + "X-Grafana-Alerting-Signature: 00\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "1\r\n \r\n".repeat(500))
                        .slowly(200, SECOND),
                of("Grafana's signature, slow, 8 MB announced", 5)
                        .writes("POST /webhook/grafana HTTP/1.1\r\n" + HOST + JSON
                                + "X-Grafana-Alerting-Signature: 00\r\nContent-Length: 8388608\r\n\r\n"
                                + " ".repeat(2_000))
                        .slowly(200, SECOND),
                of("guesses at the operator's form", 2)
                        .writes("POST /login/operator HTTP/1.1\r\n" + HOST + FORM
                                + "Content-Length: 12\r\n\r\ntoken=wrong!")
                        .perSecond(2),
                of("guesses by Bearer", 2)
                        .writes("GET /status HTTP/1.1\r\n" + HOST + "Authorization: Bearer guess-%d\r\n\r\n")
                        .perSecond(20),
                of("a hang-up after half a request", 20)
                        .writes("POST /notify HTTP/1.1\r\n" + HOST)
                        .hangsUpAfter(Duration.ofMillis(200))
                        .perSecond(20)));
        for (int i = 0; i < SILENT_HOSTS; i++) {
            all.add(of("connections that say nothing", 30).perSecond(0));
        }
        return all;
    }

    /** Those with a client's token. */
    private List<Attacker> clients() {
        return List.of(
                of("slow chunked POST /webhook/any", 130)
                        .writes("POST /webhook/any HTTP/1.1\r\n" + HOST + token + JSON
                                + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\n \r\n".repeat(500))
                        .slowly(160, SECOND),
                of("8 MB of {} to /webhook/any", 1)
                        .writes(json("/webhook/any", "[{}" + ",{}".repeat(8 * MEBIBYTE / 3 - 2) + "]"))
                        .perSecond(0.5),
                of("1 MB of {} to /notify, eight at once", 8)
                        .writes(json("/notify", "[{}" + ",{}".repeat(MEBIBYTE / 3 - 2) + "]"))
                        .perSecond(1.6),
                of("texts of 100,000 characters, to be listed", 1)
                        .writes(json("/notify", "{\"text\":\"" + "x".repeat(99_000) + "\"}"))
                        .perSecond(1),
                of("GET /notifications, read slowly", 100)
                        .writes("GET /notifications?limit=100 HTTP/1.1\r\n" + HOST + token + "\r\n")
                        .reads(Reading.SLOWLY)
                        .opens(10),
                of("GET /notifications and a hang-up", 10)
                        .writes("GET /notifications?limit=100 HTTP/1.1\r\n" + HOST + token + "\r\n")
                        .hangsUpAfter(Duration.ofMillis(50))
                        .reads(Reading.NEVER)
                        .perSecond(3),
                of("8 MB of <font to /webhook/wecom", 1)
                        .writes(json(
                                "/webhook/wecom",
                                "{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\""
                                        + "<font ".repeat(8 * MEBIBYTE / 6 - 20) + "\"}}"))
                        .perSecond(0.1),
                of("5.4 MB of valueString to /webhook/grafana", 1)
                        .writes(json("/webhook/grafana", grafana("[ var='A' labels={} value=".repeat(210_000))))
                        .perSecond(0.1),
                of("90 KB of [ as a text", 1)
                        .writes(json("/notify", "{\"priority\":5,\"text\":\"" + "[".repeat(90_000) + "\"}"))
                        .perSecond(0.2),
                of("100,000 nested [", 1)
                        .writes(json("/webhook/any", "[".repeat(100_000)))
                        .perSecond(1),
                of("wait=60s, 300 at once", 300)
                        .writes("POST /notify?wait=60s HTTP/1.1\r\n" + HOST + token
                                + "Content-Type: text/plain\r\nContent-Length: 7\r\n\r\nwaiting")
                        .perSecond(15),
                of("a new name of a webhook each time", 1)
                        .writes("POST /webhook/name-%d HTTP/1.1\r\n" + HOST + token + JSON
                                + "Content-Length: 14\r\n\r\n{\"text\":\"new\"}")
                        .perSecond(5),
                of("a new name of a template each time", 1)
                        .writes("POST /webhook/any?template=name-%d HTTP/1.1\r\n" + HOST + token + JSON
                                + "Content-Length: 14\r\n\r\n{\"text\":\"new\"}")
                        .perSecond(5));
    }

    private Attacker of(String name, int connections) {
        return Attacker.of(name, nextHost++, connections);
    }

    private IntFunction<ByteBuffer> json(String path, String body) {
        byte[] bytes = ("POST " + path + " HTTP/1.1\r\n" + HOST + token + JSON + "Content-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
        return number -> ByteBuffer.wrap(bytes);
    }

    private static String grafana(String valueString) {
        return "{\"receiver\":\"x\",\"status\":\"firing\",\"orgId\":1,\"title\":\"x\",\"state\":\"alerting\",\"message\":\"x\","
                + "\"version\":\"1\",\"groupKey\":\"x\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"x\"},"
                + "\"annotations\":{},\"valueString\":\"" + valueString + "\"}]}";
    }
}
