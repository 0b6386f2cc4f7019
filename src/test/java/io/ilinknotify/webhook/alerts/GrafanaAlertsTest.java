package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.webhook.WebhookQuery;
import org.junit.jupiter.api.Test;

import static io.ilinknotify.webhook.alerts.Translators.json;
import static io.ilinknotify.webhook.alerts.Translators.told;
import static org.assertj.core.api.Assertions.assertThat;

class GrafanaAlertsTest {
    private static final String LOAD = """
            {"receiver":"phone","status":"firing","version":"1","orgId":1,"state":"alerting","truncatedAlerts":0,
             "title":"[FIRING:1] Load","message":"**Firing**","groupKey":"{}:{alertname=\\"Load\\"}",
             "groupLabels":{"alertname":"Load","grafana_folder":"Nodes"},"externalURL":"https://grafana.example/",
             "alerts":[{"status":"firing","fingerprint":"b1","startsAt":"2026-11-22T10:30:00Z",
               "labels":{"alertname":"Load","grafana_folder":"Nodes","instance":"10.0.0.2:9100"},
               "annotations":{"summary":"负载过高"},
               "generatorURL":"https://grafana.example/alerting/x/view","dashboardURL":"https://grafana.example/d/x",
               "panelURL":"https://grafana.example/d/x?viewPanel=2",
               "silenceURL":"https://grafana.example/alerting/silence/new?matcher=a%3Db",
               "values":{"B":18.98211314475876,"C":1,"D":0.000123456,"E":12345678.9},"valueString":"[ var='B' ]"}]}
            """;

    private static final String TEST = """
            {"receiver":"phone","status":"firing","version":"1","orgId":1,"appVersion":"13.0.0",
             "groupKey":"webhook-1-%1$s","groupLabels":{"alertname":"TestAlert","instance":"Grafana"},
             "commonLabels":{"alertname":"TestAlert","instance":"Grafana"},
             "alerts":[{"status":"firing","fingerprint":"c1","startsAt":"2026-11-22T10:39:%1$sZ",
               "labels":{"alertname":"TestAlert","instance":"Grafana"},"annotations":{"summary":"Notification test"},
               "generatorURL":"","panelURL":"","dashboardURL":"","silenceURL":"localhost:3000/silence","values":null,
               "valueString":"[ metric='foo' labels={instance=bar} value=10 ]"}]}
            """;

    @Test
    void anAlertHasItsNumbersAndLinksInChinese() {
        assertThat(told(translate(Language.ZH, LOAD))).isEqualTo("""
                告警 1 条：Nodes / Load
                🟡 负载过高
                instance=10.0.0.2:9100
                B=18.98 · C=1 · D=0.0001235 · E=12,345,679
                18:30 起，已持续 10分
                静默：https://grafana.example/alerting/silence/new?matcher=a%3Db
                https://grafana.example/d/x?viewPanel=2""");
    }

    @Test
    void anAlertHasItsNumbersAndLinksInEnglish() {
        assertThat(told(translate(Language.EN, LOAD))).isEqualTo("""
                FIRING 1: Nodes / Load
                🟡 负载过高
                instance=10.0.0.2:9100
                B=18.98 · C=1 · D=0.0001235 · E=12,345,679
                since 18:30 (10m)
                silence: https://grafana.example/alerting/silence/new?matcher=a%3Db
                https://grafana.example/d/x?viewPanel=2""");
    }

    @Test
    void anEndedOneIsNotToBeSilenced() {
        ObjectNode payload = json(LOAD);
        ((ObjectNode) payload.withArray("alerts").get(0))
                .put("status", "resolved")
                .put("endsAt", "2026-11-22T10:38:00Z");

        NotificationDraft draft = translate(Language.EN, payload);

        assertThat(told(draft)).isEqualTo("""
                RESOLVED 1: Nodes / Load
                ✅ 负载过高
                instance=10.0.0.2:9100
                B=18.98 · C=1 · D=0.0001235 · E=12,345,679
                lasted 8m, until 18:38
                https://grafana.example/d/x?viewPanel=2""");
        assertThat(draft.phase()).isEqualTo(Phase.RESOLVED);
    }

    @Test
    void theTestOfAContactPointIsToldLikeARealOneAndItsClicksAreTwins() {
        NotificationDraft first = translate(Language.EN, TEST.formatted("11"));
        NotificationDraft second = translate(Language.EN, TEST.formatted("52"));

        assertThat(told(first)).isEqualTo("""
                FIRING 1: TestAlert instance=Grafana
                🟡 Notification test
                foo=10
                since 18:39""");
        assertThat(second.dedupKey()).isEqualTo(first.dedupKey());
    }

    @Test
    void theTestOfAContactPointInChinese() {
        assertThat(told(translate(Language.ZH, TEST.formatted("11")))).isEqualTo("""
                告警 1 条：TestAlert instance=Grafana
                🟡 Notification test
                foo=10
                18:39 起""");
    }

    @Test
    void anEndedOneInChinese() {
        ObjectNode payload = json(LOAD);
        ((ObjectNode) payload.withArray("alerts").get(0))
                .put("status", "resolved")
                .put("endsAt", "2026-11-22T10:38:00Z");

        assertThat(told(translate(Language.ZH, payload))).isEqualTo("""
                已恢复 1 条：Nodes / Load
                ✅ 负载过高
                instance=10.0.0.2:9100
                B=18.98 · C=1 · D=0.0001235 · E=12,345,679
                持续 8分，18:38 恢复
                https://grafana.example/d/x?viewPanel=2""");
    }

    @Test
    void instructionsPanelAndSilenceAreAllTold() {
        ObjectNode payload = json(LOAD);
        ((ObjectNode) payload.withArray("alerts").get(0).get("annotations"))
                .put("runbook_url", "https://runbooks.example.com/load");

        assertThat(told(translate(Language.ZH, payload))).isEqualTo("""
                告警 1 条：Nodes / Load
                🟡 负载过高
                instance=10.0.0.2:9100
                B=18.98 · C=1 · D=0.0001235 · E=12,345,679
                18:30 起，已持续 10分
                面板：https://grafana.example/d/x?viewPanel=2
                静默：https://grafana.example/alerting/silence/new?matcher=a%3Db
                https://runbooks.example.com/load""");
        assertThat(translate(Language.EN, payload).text())
                .endsWith("panel: https://grafana.example/d/x?viewPanel=2\n"
                        + "silence: https://grafana.example/alerting/silence/new?matcher=a%3Db");
    }

    @Test
    void valuesComeFromTheTextWhereThereIsNothingElse() {
        ObjectNode payload = json(LOAD);
        ((ObjectNode) payload.withArray("alerts").get(0))
                .putNull("values")
                .put("valueString", "[ var='B' labels={a=b} value=1.5e+06 ], [ var='C' labels={} value=NaN ]");

        assertThat(translate(Language.EN, payload).text()).contains("\nB=1,500,000 · C=NaN\n");
    }

    @Test
    void itIsClaimedAtNotifyThoughItHasTitleAndMessage() {
        AlertTranslator translator = translator(Language.EN);

        assertThat(translator.translate(json(LOAD), "ci").orElseThrow().draft().source())
                .isEqualTo("grafana");
        assertThat(translator.translate(json("{\"title\":\"x\",\"message\":\"y\",\"state\":\"z\"}"), "ci"))
                .isEmpty();
    }

    private static NotificationDraft translate(Language language, String payload) {
        return translate(language, json(payload));
    }

    private static NotificationDraft translate(Language language, ObjectNode payload) {
        return translator(language)
                .translate(payload, "ci", "grafana", WebhookQuery.NONE)
                .orElseThrow()
                .draft();
    }

    private static AlertTranslator translator(Language language) {
        return Translators.alerts(language);
    }
}
