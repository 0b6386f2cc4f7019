package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.WebhookQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

import static io.ilinknotify.webhook.alerts.Translators.told;
import static org.assertj.core.api.Assertions.assertThat;

/** Alerts in other shapes than today's Alertmanager and Grafana give them. */
class AlertShapeTest {
    private static final String LEGACY = """
            {"title":"[Alerting] Water level","ruleId":7,"ruleName":"Water level","ruleUrl":"https://grafana.example/d/w?tab=alert&panelId=2",
             "state":"%s","message":"The tank of hall 3 runs dry","tags":{"severity":"error","site":"hz"},"orgId":1,
             "evalMatches":[{"value":12.75,"metric":"tank 3 (cm)","tags":null}]}""";

    @Test
    void grafanaBeforeItsUnifiedAlerting() {
        NotificationDraft fires = translate(LEGACY.formatted("alerting"), "grafana");
        NotificationDraft over = translate(LEGACY.formatted("ok"), "anything");

        assertThat(told(fires)).isEqualTo("""
                [Alerting] Water level
                🟠 The tank of hall 3 runs dry
                site=hz
                tank 3 (cm)=12.75
                https://grafana.example/d/w?tab=alert&panelId=2""");
        assertThat(fires.priority()).isEqualTo(Priority.HIGH);
        assertThat(over.phase()).isEqualTo(Phase.RESOLVED);
        assertThat(over.thread()).isEqualTo(fires.thread());
    }

    @Test
    void oneAlertWithoutAnEnvelope() {
        String alert = """
                {"status":"firing","startsAt":"2026-11-22T10:10:00Z","generatorURL":"https://prometheus.example/graph?g0.expr=up",
                 "labels":{"alertname":"BackupOld","host":"nas1","severity":"critical"},"annotations":{"message":"no backup of nas1"}}""";

        for (String payload : new String[] {alert, "[" + alert + "]"}) {
            NotificationDraft draft = translate(payload, "prometheus");

            assertThat(told(draft)).isEqualTo("""
                    FIRING 1: BackupOld
                    🔴 no backup of nas1
                    host=nas1
                    since 18:10 (30m)
                    https://prometheus.example/graph?g0.expr=up""");
            assertThat(draft.priority()).isEqualTo(Priority.CRITICAL);
        }
    }

    @Test
    void alertsThatArePlainWords() {
        assertThat(told(translate("{\"alerts\":[\"nas1: disk failed\",\"nas2: disk failed\"]}", "alertmanager")))
                .isEqualTo("""
                        FIRING 2
                        🟡 nas1: disk failed

                        🟡 nas2: disk failed""");
    }

    @Test
    void aContactPointsOwnWordsLead() {
        NotificationDraft draft = translate("""
                {"receiver":"phone","status":"firing","orgId":1,"title":"机房 3 号进水","message":"请马上去看\\n钥匙在前台","state":"alerting",
                 "alerts":[{"status":"firing","labels":{"alertname":"Water","severity":"page"},"annotations":{"summary":"12 cm"}}]}""", "ops");

        assertThat(told(draft)).isEqualTo("""
                机房 3 号进水
                请马上去看
                钥匙在前台
                🔴 12 cm""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "9999-12-31T23:59:59+18:00",
                "2026-13-77",
                ""
            })
    void timesThatNoCalendarShowsAreLeftOut(String time) {
        for (String status : new String[] {"firing", "resolved"}) {
            NotificationDraft draft = translate("""
                    {"status":"%2$s","receiver":"r","alerts":[{"status":"%2$s","startsAt":"%1$s","endsAt":"%1$s",
                      "labels":{"alertname":"A"},"annotations":{"summary":"s"}}]}""".formatted(time, status), "alertmanager");

            assertThat(draft.text()).endsWith(" s");
        }
    }

    @Test
    void identifiersInLabelsAreNotTold() {
        assertThat(told(translate("""
                        {"status":"firing","receiver":"r","groupLabels":{"device":"483b197c-7fe8-11e6-b772-acb57db47f23"},
                         "alerts":[{"labels":{"alertname":"Load","sha":"bcbb5ec396a2c0f828686f14fac9b80b780504f2","job":"node"},
                           "annotations":{"summary":"s"}}]}""", "alertmanager"))).isEqualTo("FIRING 1: Load\n🟡 s\njob=node");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"title\":\"x\",\"message\":\"y\",\"state\":\"z\"}",
                "{\"alerts\":[]}",
                "{\"alerts\":[1]}",
                "{\"labels\":{\"a\":\"b\"}}",
                "[]",
                "\"alerts\""
            })
    void anythingElseIsNoAlert(String payload) {
        assertThat(AlertShape.group(SenderBody.read(payload), "ci")).isEmpty();
    }

    private static NotificationDraft translate(String payload, String address) {
        Optional<ObjectNode> group = AlertShape.group(SenderBody.read(payload), address);
        return Translators.alerts(Language.EN)
                .translate(group.orElseThrow(), "ci", address, WebhookQuery.NONE)
                .orElseThrow()
                .draft();
    }
}
