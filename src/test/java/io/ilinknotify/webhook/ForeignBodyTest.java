package io.ilinknotify.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.ProblemException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        long before = allocated();

        assertThatThrownBy(() -> ForeignBody.read(bytes))
                .asInstanceOf(InstanceOfAssertFactories.type(ProblemException.class))
                .satisfies(refused -> assertThat(refused.problem().status()).isEqualTo(400));

        assertThat(allocated() - before).isLessThan(6L * LARGEST);
    }

    @Test
    void asManyAlertsAsFitIntoEightMegabytesAreRead() {
        String alert = "{\"status\":\"firing\",\"labels\":{"
                + "\"alertname\":\"KubePodCrashLooping\",\"namespace\":\"production\",\"pod\":\"checkout-00001\","
                + "\"container\":\"app\",\"severity\":\"warning\",\"cluster\":\"eu-1\",\"job\":\"kube-state-metrics\"},"
                + "\"annotations\":{\"summary\":\"Pod is crash looping.\",\"runbook_url\":\"https://runbooks.example\"},"
                + "\"startsAt\":\"2026-11-29T05:00:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\","
                + "\"generatorURL\":\"https://prometheus.example/graph?g0.expr=rate\",\"fingerprint\":\"0123456789abcdef\"},";
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
