package io.ilinknotify.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ilinknotify.http.Body;
import io.ilinknotify.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SenderBodyTest {
    private static final int LARGEST = 8 << 20;
    private static final JsonNode MSG = JsonNodeFactory.instance.objectNode().put("msg", "磁盘已满");

    static Stream<String> hostile() {
        return Stream.of(
                "[" + "{},".repeat(LARGEST / 3 - 2) + "{}]",
                "[" + "0,".repeat(LARGEST / 2 - 2) + "0]",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"" + "k".repeat(1 << 20) + "\":1}");
    }

    /** An object of two characters takes eighty bytes of memory. */
    @ParameterizedTest
    @MethodSource("hostile")
    @Timeout(20)
    void whatWouldFillTheMemoryIsRefused(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        read("{}".getBytes(StandardCharsets.UTF_8), null, false); // classes that are loaded for it take memory, too
        long before = allocated();

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> read(bytes, null, false));
        long taken = allocated() - before;

        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(taken).isLessThan(6L * LARGEST);
    }

    @Test
    void asManyAlertsAsFitIntoEightMegabytesAreRead() {
        String alert = "{\"status\":\"firing\",\"labels\":{\"alertname\":\"KubePodCrashLooping\","
                + "\"container\":\"app\",\"endpoint\":\"http\",\"instance\":\"10.42.0.17:8080\","
                + "\"job\":\"kube-state-metrics\",\"namespace\":\"production\",\"pod\":\"checkout-7d9f8b6c5-x2x4q\","
                + "\"prometheus\":\"monitoring/k8s\",\"reason\":\"CrashLoopBackOff\",\"severity\":\"warning\"},"
                + "\"annotations\":{\"description\":\"Pod production/checkout-7d9f8b6c5-x2x4q (app) is waiting.\","
                + "\"runbook_url\":\"https://runbooks.prometheus-operator.dev/runbooks/kubernetes/kubepodcrashlooping\","
                + "\"summary\":\"Pod is crash looping.\"},\"startsAt\":\"2026-11-29T05:00:00.123456789Z\","
                + "\"endsAt\":\"0001-01-01T00:00:00Z\",\"generatorURL\":\"http://prometheus-k8s-0:9090/graph?g0.expr="
                + "max_over_time%28kube_pod_container_status_waiting_reason%7Bjob%3D%22kube-state-metrics%22%2C"
                + "reason%3D%22CrashLoopBackOff%22%7D%5B5m%5D%29+%3E%3D+1&g0.tab=1\",\"fingerprint\":\"0123456789abcdef\"},";
        int count = LARGEST / alert.length() - 1;

        JsonNode payload = SenderBody.read("{\"alerts\":[" + alert.repeat(count) + "{}]}");

        assertThat(payload.path("alerts").size()).isEqualTo(count + 1);
    }

    @Test
    void theNameOfAMemberIsNotKeptForTheNextBody() {
        assertThat(nameIn("{\"only once\":1}")).isEqualTo("only once").isNotSameAs(nameIn("{\"only once\":1}"));
    }

    @ParameterizedTest
    @CsvSource({
        "GBK,",
        "GB18030, text/plain",
        "GBK, text/plain; charset=gbk",
        "GBK, application/json; charset=utf-8",
        "UTF-8, text/plain; charset=gbk2312",
        "UTF-8, text/plain; charset=iso-8859-9000",
        "UTF-8, not a type",
        "UTF-16,",
        "UTF-16LE, text/plain; charset=utf-16le"
    })
    void anyCharsetIsReadWhateverIsDeclared(String charset, @Nullable String type) {
        byte[] text = "磁盘 /var 已满：89%".getBytes(Charset.forName(charset));
        byte[] json = "{\"msg\": \"磁盘已满\"}".getBytes(Charset.forName(charset));

        assertThat(read(text, type, false).asText()).isEqualTo("磁盘 /var 已满：89%");
        assertThat(read(json, type, false)).isEqualTo(MSG);
    }

    @Test
    void whatNoCharsetFitsIsReadAsFarAsItGoes() {
        byte[] bytes = {'d', 'i', 's', 'k', ' ', (byte) 0xFF, (byte) 0xFF, ' ', 'f', 'u', 'l', 'l'};

        assertThat(read(bytes, null, false).asText()).isEqualTo("disk \uFFFD\uFFFD full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"msg\":\"磁盘已满\"}",
                "\uFEFF{\"msg\":\"磁盘已满\"}",
                "payload={\"msg\":\"磁盘已满\"}",
                "payload=%7B%22msg%22%3A%22%E7%A3%81%E7%9B%98%E5%B7%B2%E6%BB%A1%22%7D",
                "a=b&data=%7B%22msg%22%3A%22%b4%c5%c5%cc%d2%d1%c2%fa%22%7D"
            })
    void jsonIsReadWhateverItCameIn(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

        assertThat(read(bytes, "application/x-www-form-urlencoded", false)).isEqualTo(MSG);
    }

    @Test
    void aLineEndInAStringIsTolerated() {
        assertThat(SenderBody.read("{\"msg\":\"a\n\tb\"}").path("msg").asText()).isEqualTo("a\n\tb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload", "data"})
    void aMultipartFormMayCarryItsJsonInOneField(String name) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n{\"msg\":\"磁盘已满\"}\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"thumb\"; filename=\"a.jpg\"\r\n\r\nJPEG\r\n--b--\r\n";

        assertThat(read(body.getBytes(StandardCharsets.UTF_8), "multipart/form-data; boundary=b", false))
                .isEqualTo(MSG);
    }

    @Test
    void aSentenceIsNoFormUnlessFormsAreExpected() {
        byte[] sentence = "a=b means nothing".getBytes(StandardCharsets.UTF_8);
        String type = "application/x-www-form-urlencoded";

        assertThat(read(sentence, type, false).asText()).isEqualTo("a=b means nothing");
        assertThat(read(sentence, type, true).path("a").asText()).isEqualTo("b means nothing");
    }

    private static JsonNode read(byte[] body, @Nullable String type, boolean formsExpected) {
        return SenderBody.read(Body.of(body), type, formsExpected, null);
    }

    private static String nameIn(String body) {
        return SenderBody.read(body).fieldNames().next();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
