package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.render.Wording;
import io.ilinknotify.webhook.WebhookQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.ilinknotify.webhook.alerts.Translators.json;
import static io.ilinknotify.webhook.alerts.Translators.told;
import static org.assertj.core.api.Assertions.assertThat;

class AlertTranslatorTest {
    private static final String TWO = """
            {"receiver":"phone","status":"firing","version":"4","truncatedAlerts":0,
             "groupKey":"{}:{alertname=\\"DiskFull\\", env=\\"prod\\"}",
             "groupLabels":{"alertname":"DiskFull","env":"prod"},
             "commonLabels":{"alertname":"DiskFull","env":"prod","job":"node"},
             "commonAnnotations":{"runbook_url":"https://runbooks.example.com/disk"},
             "externalURL":"http://alertmanager.example:9093",
             "alerts":[
              {"status":"firing","fingerprint":"a1","startsAt":"2026-11-22T10:10:00Z","endsAt":"0001-01-01T00:00:00Z",
               "labels":{"alertname":"DiskFull","env":"prod","job":"node","instance":"db1:9100","severity":"warning"},
               "annotations":{"summary":"Disk of db1 is at 91 %","runbook_url":"https://runbooks.example.com/disk"},
               "generatorURL":"http://prometheus.example:9090/graph?g0.expr=x\\u0026g0.tab=1"},
              {"status":"firing","fingerprint":"a2","startsAt":"2026-11-21T07:33:00Z","endsAt":"0001-01-01T00:00:00Z",
               "labels":{"alertname":"DiskFull","env":"prod","job":"node","instance":"db2:9100","severity":"critical"},
               "annotations":{"description":"数据盘只剩 1 % 🔥"},
               "generatorURL":"http://prometheus.example:9090/graph?g0.expr=x\\u0026g0.tab=1"}]}
            """;

    @Test
    void aGroupIsToldWorstFirstInChinese() {
        assertThat(told(translate(Language.ZH, TWO))).isEqualTo("""
                告警 2 条：DiskFull env=prod
                🔴 数据盘只剩 1 % 🔥
                instance=db2:9100
                11-21 15:33 起，已持续 1天3小时
                http://prometheus.example:9090/graph?g0.expr=x&g0.tab=1

                🟡 Disk of db1 is at 91 %
                instance=db1:9100
                18:10 起，已持续 30分
                https://runbooks.example.com/disk""");
    }

    @Test
    void aGroupIsToldWorstFirstInEnglish() {
        assertThat(told(translate(Language.EN, TWO))).isEqualTo("""
                FIRING 2: DiskFull env=prod
                🔴 数据盘只剩 1 % 🔥
                instance=db2:9100
                since 11-21 15:33 (1d 3h)
                http://prometheus.example:9090/graph?g0.expr=x&g0.tab=1

                🟡 Disk of db1 is at 91 %
                instance=db1:9100
                since 18:10 (30m)
                https://runbooks.example.com/disk""");
    }

    @Test
    void theRecordHasPriorityThreadAndPhase() {
        NotificationDraft draft = translate(Language.EN, TWO);

        assertThat(draft.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(draft.thread()).isEqualTo("{}:{alertname=\"DiskFull\", env=\"prod\"}");
        assertThat(draft.phase()).isEqualTo(Phase.FIRING);
        assertThat(draft.source()).isEqualTo("alertmanager");
        assertThat(draft.client()).isEqualTo("ci");
        assertThat(draft.dedupKey()).startsWith("alertmanager:").hasSizeLessThan(100);
    }

    @Test
    void anEndedOneIsMarkedAndSaysHowLongItLasted() {
        ObjectNode payload = json(TWO);
        payload.withArray("alerts").remove(0);
        ObjectNode alert = (ObjectNode) payload.withArray("alerts").get(0);
        alert.put("status", "resolved").put("endsAt", "2026-11-21T07:34:30Z");
        payload.put("status", "resolved");

        NotificationDraft zh = translate(Language.ZH, payload);
        NotificationDraft en = translate(Language.EN, payload);

        assertThat(told(zh)).isEqualTo("""
                已恢复 1 条：DiskFull env=prod
                ✅ 数据盘只剩 1 % 🔥
                instance=db2:9100 · job=node
                持续 1分30秒，11-21 15:34 恢复
                http://prometheus.example:9090/graph?g0.expr=x&g0.tab=1""");
        assertThat(told(en)).isEqualTo("""
                RESOLVED 1: DiskFull env=prod
                ✅ 数据盘只剩 1 % 🔥
                instance=db2:9100 · job=node
                lasted 1m 30s, until 11-21 15:34
                http://prometheus.example:9090/graph?g0.expr=x&g0.tab=1""");
        assertThat(en.phase()).isEqualTo(Phase.RESOLVED);
    }

    @Test
    void whatFiresComesBeforeWhatEndedAndAloneSetsThePriority() {
        ObjectNode payload = json(TWO);
        ((ObjectNode) payload.withArray("alerts").get(1))
                .put("status", "resolved")
                .put("endsAt", "2026-11-22T10:33:00Z");

        NotificationDraft draft = translate(Language.EN, payload);

        assertThat(told(draft)).isEqualTo("""
                FIRING 1, RESOLVED 1: DiskFull env=prod
                🟡 Disk of db1 is at 91 %
                instance=db1:9100
                since 18:10 (30m)
                https://runbooks.example.com/disk

                ✅ 数据盘只剩 1 % 🔥
                instance=db2:9100
                lasted 1d 3h, until 18:33
                http://prometheus.example:9090/graph?g0.expr=x&g0.tab=1""");
        assertThat(draft.priority()).isEqualTo(Priority.DEFAULT);
        assertThat(draft.phase()).isEqualTo(Phase.FIRING);
    }

    @Test
    void labelsOfTenKilobytesAreCut() {
        NotificationDraft draft = translate(Language.EN, """
                {"version":"4","status":"firing","groupKey":"%1$s","groupLabels":{"alertname":"Big","who":"%1$s"},
                 "alerts":[{"status":"firing","labels":{"alertname":"Big","who":"%1$s","trace":"%1$s"},
                   "annotations":{"summary":"%1$s"}}]}""".formatted("x".repeat(10_240)));

        assertThat(told(draft))
                .isEqualTo("FIRING 1: Big who=" + "x".repeat(79) + "…\n🟡 " + "x".repeat(299) + "…\ntrace="
                        + "x".repeat(79) + "…");
        assertThat(draft.thread()).startsWith("alertmanager:").hasSizeLessThan(100);
    }

    @Test
    @Timeout(10)
    void tenThousandAlertsOfTenThousandKindsTakeNoTime() {
        String alerts = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"labels\":{\"alertname\":\"A%1$d\",\"l%1$d\":\"%1$d\",\"same\":\"x\"}}".formatted(i))
                .collect(Collectors.joining(","));

        NotificationDraft draft =
                translate(Language.EN, "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[%s]}".formatted(alerts));

        assertThat(draft.title()).isEqualTo("FIRING 10000: A0、A1、A2");
        assertThat(draft.text()).startsWith("🟡 A0\nl0=0\n\n🟡 A1\nl1=1\n").endsWith("… and 9988 more firing");
    }

    @Test
    void whatWasEscapedForAWebPageIsReadable() {
        NotificationDraft draft = translate(Language.EN, """
                {"version":"4","status":"firing","groupKey":"k","groupLabels":{},"receiver":"phone",
                 "alerts":[{"status":"firing","labels":{},"annotations":{
                   "summary":"p99 &lt; 5 &amp;&amp; &#34;db&#34;&#39;s rate < 3 \\u003e 2\\nsecond line"}}]}""");

        assertThat(told(draft)).isEqualTo("""
                FIRING 1: phone
                🟡 p99 < 5 && "db"'s rate < 3 > 2 second line""");
    }

    @Test
    void retriesAndTheTwinOfAPairHaveOneKey() {
        ObjectNode other = json(TWO);
        other.put("externalURL", "http://alertmanager-1.example:9093");
        other.withArray("alerts").add(other.withArray("alerts").remove(0));
        ObjectNode ended = json(TWO);
        ((ObjectNode) ended.withArray("alerts").get(0)).put("status", "resolved");
        ObjectNode startedAnew = json(TWO);
        ((ObjectNode) startedAnew.withArray("alerts").get(0)).put("startsAt", "2026-11-22T10:39:00Z");
        String key = translate(Language.EN, TWO).dedupKey();

        assertThat(translate(Language.ZH, other).dedupKey()).isEqualTo(key);
        assertThat(translate(Language.EN, ended).dedupKey()).isNotEqualTo(key);
        assertThat(translate(Language.EN, startedAnew).dedupKey()).isNotEqualTo(key);
    }

    @Test
    void theAddressOfTheWebhookCanSayMore() {
        assertThat(with("priority", "low").priority()).isEqualTo(Priority.LOW);
        assertThat(with("priority", "nonsense").priority()).isEqualTo(Priority.CRITICAL);
        assertThat(with("dedup", "off").dedupKey()).isNull();
        assertThat(with("dedup", "group").dedupKey())
                .isNotEqualTo(with("dedup", "").dedupKey());
        ObjectNode half = json(TWO);
        ((ObjectNode) half.withArray("alerts").get(1)).put("status", "resolved");
        WebhookQuery firing = Translators.query("resolved", "false");
        assertThat(translator(Language.EN)
                        .translate(half, "ci", "alertmanager", firing)
                        .orElseThrow()
                        .draft()
                        .title())
                .isEqualTo("FIRING 1: DiskFull env=prod");
        ObjectNode over = json(TWO);
        over.withArray("alerts").forEach(alert -> ((ObjectNode) alert).put("status", "resolved"));
        assertThat(translator(Language.EN).translate(over, "ci", "alertmanager", firing))
                .isEmpty();
    }

    /** A message that counts what is over says so once, so it has to know how these titles begin. */
    @ParameterizedTest
    @EnumSource
    void theTitleOfAGroupThatIsOverIsNamedWithoutTheWordsForIt(Language language) {
        ObjectNode over = json(TWO);
        over.withArray("alerts").forEach(alert -> ((ObjectNode) alert).put("status", "resolved"));
        ObjectNode empty = json(TWO).put("status", "resolved");
        empty.putArray("alerts");

        assertThat(ended(language, over)).isEqualTo("DiskFull env=prod");
        assertThat(ended(language, empty)).isEqualTo("DiskFull env=prod");
        assertThat(ended(language, json(TWO)))
                .isEqualTo(translate(language, TWO).title());
    }

    @ParameterizedTest
    @CsvSource({"critical,CRITICAL", "Warning,DEFAULT", "error,HIGH", "info,LOW", "sev-night,HIGH", "unheard-of,DEFAULT"
    })
    void severityBecomesPriority(String severity, Priority priority) {
        String payload = """
                {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"severity":"%s"}}]}""".formatted(severity);

        assertThat(translate(Language.EN, payload).priority()).isEqualTo(priority);
    }

    @Test
    void onlyGroupsOfAlertsAreClaimedAtNotify() {
        AlertTranslator translator = translator(Language.EN);

        assertThat(translator.translate(json(TWO), "ci")).isPresent();
        assertThat(translator.translate(json("{\"text\":\"x\",\"alerts\":[]}"), "ci"))
                .isEmpty();
        assertThat(translator.translate(json("{\"status\":\"firing\",\"alerts\":[]}"), "ci"))
                .isEmpty();
        assertThat(translator
                        .translate(json("{\"version\":\"1\",\"status\":\"firing\",\"orgId\":1,\"alerts\":[]}"), "ci")
                        .orElseThrow()
                        .draft()
                        .source())
                .isEqualTo("grafana");
    }

    private static String ended(Language language, ObjectNode payload) {
        return Wording.ended(String.valueOf(translate(language, payload).title()));
    }

    private static NotificationDraft with(String name, String value) {
        return translator(Language.EN)
                .translate(json(TWO), "ci", "alertmanager", Translators.query(name, value))
                .orElseThrow()
                .draft();
    }

    private static NotificationDraft translate(Language language, String payload) {
        return translate(language, json(payload));
    }

    private static NotificationDraft translate(Language language, ObjectNode payload) {
        return translator(language)
                .translate(payload, "ci", "alertmanager", WebhookQuery.NONE)
                .orElseThrow()
                .draft();
    }

    private static AlertTranslator translator(Language language) {
        return Translators.alerts(language);
    }
}
