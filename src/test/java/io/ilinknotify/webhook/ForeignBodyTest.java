package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ForeignBodyTest {
    private static final int LARGEST = 8 << 20;

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
        ForeignBody.read("{}".getBytes(StandardCharsets.UTF_8)); // classes that are loaded for it take memory, too
        long before = allocated();

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> ForeignBody.read(bytes));
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

        JsonNode payload = ForeignBody.read("{\"alerts\":[" + alert.repeat(count) + "{}]}");

        assertThat(payload.path("alerts").size()).isEqualTo(count + 1);
    }

    @Test
    void theNameOfAMemberIsNotKeptForTheNextBody() {
        assertThat(nameIn("{\"only once\":1}")).isEqualTo("only once").isNotSameAs(nameIn("{\"only once\":1}"));
    }

    private static String nameIn(String body) {
        return ForeignBody.read(body).fieldNames().next();
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
