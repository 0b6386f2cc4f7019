package io.ilinknotify.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.webhook.alerts.AlertTranslator;
import io.ilinknotify.webhook.alerts.Translators;
import io.ilinknotify.webhook.template.Templates;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a webhook of Alertmanager with 50 alerts costs from its bytes to the text of the notification: parsed, translated,
 * rendered. Asked of it: a median below 10 ms, and a heap that is as full after 1,000 of them as before.
 */
public final class RenderBench {
    private static final int ALERTS = 50;
    private static final int WARM_UP = 300;
    private static final int MEASURED = 1_000;

    private RenderBench() {}

    /** Prints a table in Markdown. */
    public static void main(String[] arguments) throws IOException {
        byte[] webhook = webhook();
        Path directory = Files.createTempDirectory("templates");
        Files.copy(Path.of("src/main/resources/texts/alerts_zh.txt"), directory.resolve("alertmanager.txt"));
        System.out.printf(
                "%d alerts, %,d bytes; JVM %s, %d processors, heap of at most %d MiB%n%n",
                ALERTS,
                webhook.length,
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println("| text | first | median | 99 % | slowest | allocated each | heap before | after 1,000 |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        measure("built in", translator(Optional.empty()), webhook);
        measure("the operator's", translator(Optional.of(directory)), webhook);
    }

    private static AlertTranslator translator(Optional<Path> directory) {
        return Translators.alerts(
                new Templates(directory, Language.ZH, Translators.ZONE, Translators.CLOCK, Translators.SEVERITIES));
    }

    private static void measure(String name, AlertTranslator translator, byte[] webhook) {
        long first = once(translator, webhook);
        for (int i = 0; i < WARM_UP; i++) {
            once(translator, webhook);
        }
        long heapBefore = heap();
        long allocatedBefore = allocated();
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            nanos[i] = once(translator, webhook);
        }
        long allocated = (allocated() - allocatedBefore) / MEASURED;
        long heapAfter = heap();
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f ms | %.2f ms | %.2f ms | %.1f ms | %,d KiB | %.1f MiB | %.1f MiB |%n",
                name,
                first / 1e6,
                nanos[MEASURED / 2] / 1e6,
                nanos[MEASURED * 99 / 100] / 1e6,
                nanos[MEASURED - 1] / 1e6,
                allocated >> 10,
                heapBefore / 1048576.0,
                heapAfter / 1048576.0);
    }

    private static long once(AlertTranslator translator, byte[] webhook) {
        long start = System.nanoTime();
        Translation told = translator
                .translate((ObjectNode) SenderBody.read(new String(webhook, StandardCharsets.UTF_8)), "bench")
                .orElseThrow();
        long end = System.nanoTime();
        if (told.draft().text().length() < 500 || !told.draft().tags().isEmpty()) {
            throw new IllegalStateException("this is not what is to be measured: " + told.draft());
        }
        return end - start;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getCurrentThreadAllocatedBytes();
    }

    private static byte[] webhook() {
        String alerts = IntStream.range(0, ALERTS)
                .mapToObj(i -> """
                        {"status":"%s","fingerprint":"%016x","startsAt":"2026-11-22T0%d:%02d:00.123Z",
                         "endsAt":"0001-01-01T00:00:00Z","generatorURL":"http://prometheus.example:9090/graph?g0.expr=%d",
                         "labels":{"alertname":"PodCrashLooping","cluster":"prod-1","namespace":"shop-%d",
                           "pod":"web-7d9c%04d","container":"web","job":"kube-state-metrics","prometheus":"monitoring/k8s",
                           "severity":"%s","uid":"0f1c2d3e-%04d-4444-8888-123456789abc"},
                         "annotations":{"summary":"容器 web-%d 反复重启","description":"%s",
                           "runbook_url":"https://runbooks.example.com/pod-%d"}}""".formatted(
                                i % 10 == 9 ? "resolved" : "firing",
                                i,
                                i % 10,
                                i,
                                i,
                                i % 5,
                                i,
                                i % 7 == 0 ? "critical" : "warning",
                                i,
                                i,
                                "the pod has restarted more than 5 times in 10 minutes. ".repeat(4),
                                i))
                .collect(Collectors.joining(","));
        return """
                {"version":"4","status":"firing","receiver":"phone","truncatedAlerts":0,
                 "groupKey":"{}:{alertname=\\"PodCrashLooping\\", cluster=\\"prod-1\\"}",
                 "groupLabels":{"alertname":"PodCrashLooping","cluster":"prod-1"},
                 "commonLabels":{"alertname":"PodCrashLooping","cluster":"prod-1"},"commonAnnotations":{},
                 "externalURL":"http://alertmanager.example:9093","alerts":[%s]}""".formatted(alerts).getBytes(StandardCharsets.UTF_8);
    }
}
