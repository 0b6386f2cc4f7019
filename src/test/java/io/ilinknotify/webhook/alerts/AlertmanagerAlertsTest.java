package io.ilinknotify.webhook.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.intake.JsonTranslator.Translation;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.WebhookQuery;
import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.ilinknotify.webhook.alerts.Translators.json;
import static io.ilinknotify.webhook.alerts.Translators.told;
import static org.assertj.core.api.Assertions.assertThat;

/** Whole messages as the phone shows them, in both languages, for what Alertmanager and its elders send. */
class AlertmanagerAlertsTest {
    /**
     * Version 3: without {@code groupKey}, {@code fingerprint} and {@code truncatedAlerts}. What it is grouped by is told,
     * but for the severity, which is a sign.
     */
    private static final String THIRD = """
            {"receiver":"ops","status":"firing","version":"3",
             "groupLabels":{"alertname":"BackupOld","severity":"error","site":"hz"},
             "commonLabels":{"alertname":"BackupOld","site":"hz","severity":"error"},"commonAnnotations":{},
             "externalURL":"https://alerts.example.com",
             "alerts":[
              {"status":"firing","labels":{"alertname":"BackupOld","site":"hz","host":"nas1","severity":"error"},
               "annotations":{"summary":"nas1 的备份过期 💾"},"startsAt":"2025-12-30T20:46:37.903Z",
               "endsAt":"0001-01-01T00:00:00Z","generatorURL":"https://prometheus.example.com/graph#nas1"},
              {"status":"firing","labels":{"alertname":"BackupOld","site":"hz","host":"nas2","severity":"error"},
               "annotations":{"summary":"nas2 的备份过期 💾"},"startsAt":"2026-11-22T10:39:50.000Z",
               "endsAt":"0001-01-01T00:00:00Z","generatorURL":""},"?",null]}
            """;

    /** Version 4 of an elder sender: without {@code truncatedAlerts} and {@code fingerprint}, with an offset in its times. */
    private static final String ELDER = """
            {"receiver":"chat","status":"%1$s","groupKey":"{}:{alertname=\\"Smoke\\"}","version":"4",
             "groupLabels":{"alertname":"Smoke"},"commonLabels":{"alertname":"Smoke","severity":"page"},
             "commonAnnotations":{"message":"机房有烟"},"externalURL":"http://localhost:9093",
             "alerts":[{"status":"%1$s","labels":{"alertname":"Smoke","severity":"page"},
               "annotations":{"message":"机房有烟"},"startsAt":"2026-11-22T11:43:58.283995108+01:00",
               "endsAt":"2026-11-22T11:46:58.283995108+01:00",
               "generatorURL":"http://localhost:9090/graph?g0.expr=smoke%%3E0\\u0026g0.tab=1"}]}
            """;

    private static final String EMPTY = """
            {"version":"4","status":"%s","receiver":"phone","groupKey":"k","groupLabels":{"job":"node"},"alerts":[],
             "truncatedAlerts":%d,"commonAnnotations":{"summary":"nodes of the rack"},
             "externalURL":"http://alertmanager.example:9093"}
            """;

    @Test
    void theThirdVersionInChinese() {
        NotificationDraft draft = translate(Language.ZH, THIRD);

        assertThat(told(draft)).isEqualTo("""
                告警 2 条：BackupOld site=hz
                🟠 nas1 的备份过期 💾
                host=nas1
                2025-12-31 04:46 起，已持续 326天13小时
                https://prometheus.example.com/graph#nas1

                🟠 nas2 的备份过期 💾
                host=nas2
                18:39 起""");
        assertThat(draft.thread()).startsWith("alertmanager:");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
    }

    @Test
    void theThirdVersionInEnglish() {
        assertThat(told(translate(Language.EN, THIRD))).isEqualTo("""
                FIRING 2: BackupOld site=hz
                🟠 nas1 的备份过期 💾
                host=nas1
                since 2025-12-31 04:46 (326d 13h)
                https://prometheus.example.com/graph#nas1

                🟠 nas2 的备份过期 💾
                host=nas2
                since 18:39""");
    }

    @Test
    void anElderSenderFires() {
        String firing = ELDER.formatted("firing").replace("11:43:58", "11:33:58");

        assertThat(told(translate(Language.ZH, firing))).isEqualTo("""
                告警 1 条：Smoke
                🔴 机房有烟
                18:33 起，已持续 6分1秒
                http://localhost:9090/graph?g0.expr=smoke%3E0&g0.tab=1""");
        assertThat(told(translate(Language.EN, firing))).isEqualTo("""
                FIRING 1: Smoke
                🔴 机房有烟
                since 18:33 (6m 1s)
                http://localhost:9090/graph?g0.expr=smoke%3E0&g0.tab=1""");
    }

    @Test
    void anElderSenderResolves() {
        String resolved = ELDER.formatted("resolved");
        NotificationDraft draft = translate(Language.ZH, resolved);

        assertThat(told(draft)).isEqualTo("""
                已恢复 1 条：Smoke
                ✅ 机房有烟
                持续 3分，18:46 恢复
                http://localhost:9090/graph?g0.expr=smoke%3E0&g0.tab=1""");
        assertThat(told(translate(Language.EN, resolved))).isEqualTo("""
                RESOLVED 1: Smoke
                ✅ 机房有烟
                lasted 3m, until 18:46
                http://localhost:9090/graph?g0.expr=smoke%3E0&g0.tab=1""");
        assertThat(draft.phase()).isEqualTo(Phase.RESOLVED);
        assertThat(draft.thread())
                .isEqualTo(translate(Language.ZH, ELDER.formatted("firing")).thread());
    }

    @Test
    void anEmptyGroupSaysWhatTheSenderSaysOfAll() {
        String said = "\nnodes of the rack\nhttp://alertmanager.example:9093";

        assertThat(told(translate(Language.EN, EMPTY.formatted("resolved", 0)))).isEqualTo("RESOLVED: job=node" + said);
        assertThat(told(translate(Language.ZH, EMPTY.formatted("resolved", 0)))).isEqualTo("已恢复：job=node" + said);
        assertThat(told(translate(Language.EN, EMPTY.formatted("firing", 0)))).isEqualTo("FIRING: job=node" + said);
        assertThat(told(translate(Language.ZH, EMPTY.formatted("firing", 0)))).isEqualTo("告警：job=node" + said);
        assertThat(told(translate(Language.EN, EMPTY.formatted("firing", 7)))).isEqualTo("""
                FIRING 7: job=node
                nodes of the rack

                … the sender left out 7 more
                http://alertmanager.example:9093""");
    }

    @Test
    void anAlertThatSaysNothingIsToldAllTheSame() {
        String webhook = "{\"alerts\":[{\"status\":\"firing\"}]}";

        assertThat(told(translate(Language.ZH, webhook))).isEqualTo("告警 1 条\n🟡 —");
        assertThat(told(translate(Language.EN, webhook))).isEqualTo("FIRING 1\n🟡 —");
    }

    @Test
    void ofTwoHundredTheWorstAreToldAndTheRestIsCounted() {
        String webhook = twoHundred();

        assertThat(told(translate(Language.ZH, webhook)))
                .isEqualTo("""
                告警 180 条，已恢复 20 条：PodCrash
                🔴 容器反复重启 150
                pod=web-150
                18:00 起，已持续 40分
                """
                        + IntStream.range(0, 11)
                                .mapToObj(i -> """

                        🟡 容器反复重启 %1$03d
                        pod=web-%1$03d
                        18:00 起，已持续 40分
                        """.formatted(i < 9 ? i : i + 1))
                                .collect(Collectors.joining())
                        + """

                …另有 168 条告警、20 条已恢复

                …发送方还省略了 7 条
                http://alertmanager.example:9093""");
        assertThat(told(translate(Language.EN, webhook))).startsWith("""
                        FIRING 180, RESOLVED 20: PodCrash
                        🔴 容器反复重启 150
                        pod=web-150
                        since 18:00 (40m)

                        🟡 容器反复重启 000
                        pod=web-000
                        since 18:00 (40m)

                        """).endsWith("""
                        🟡 容器反复重启 011
                        pod=web-011
                        since 18:00 (40m)

                        … and 168 more firing, 20 more resolved

                        … the sender left out 7 more
                        http://alertmanager.example:9093""");
    }

    @Test
    void asManyAreShownAsFitIntoOneMessage() {
        NotificationDraft draft = translate(Language.ZH, twoHundred().replace("反复重启", "反复重启".repeat(40)));

        assertThat(draft.text().length()).isBetween(1_000, 1_300);
        assertThat(draft.text()).endsWith("…另有 174 条告警、20 条已恢复\n\n…发送方还省略了 7 条");
    }

    @Test
    void aLinkThatAllHaveIsToldOnce() {
        String webhook = THIRD.replace(
                "\"generatorURL\":\"\"", "\"generatorURL\":\"https://prometheus.example.com/graph#nas1\"");

        assertThat(told(translate(Language.EN, webhook))).isEqualTo("""
                FIRING 2: BackupOld site=hz
                🟠 nas1 的备份过期 💾
                host=nas1
                since 2025-12-31 04:46 (326d 13h)

                🟠 nas2 的备份过期 💾
                host=nas2
                since 18:39
                https://prometheus.example.com/graph#nas1""");
    }

    @Test
    void aHalfWidthSignDoesNotBreakTheBoldAfterIt() {
        String webhook = ELDER.formatted("firing").replace("机房有烟", "rate < 5 && **now** is < 3");

        assertThat(translate(Language.EN, webhook).text()).startsWith("🔴 rate ＜ 5 && **now** is < 3\n");
        assertThat(translate(Language.EN, webhook.replace("**", "")).text()).startsWith("🔴 rate < 5 && now is < 3\n");
    }

    @Test
    void aRepeatSaysThatItIsOne() {
        Translation translation = translation(Language.EN, json(THIRD));

        assertThat(told(translation.again().apply(3))).startsWith("""
                FIRING 2: BackupOld site=hz
                still firing, 3rd time, for 326d 13h

                🟠 nas1 的备份过期 💾
                host=nas1
                """);
        assertThat(translation(Language.ZH, json(THIRD)).again().apply(2).text())
                .startsWith("仍未恢复，第 2 次提醒，已持续 326天13小时\n\n🟠 nas1");
        assertThat(translation.again().apply(1)).isEqualTo(translation.draft());
    }

    @Test
    void whereARepeatCannotBeToldFromANewOneItIsNotCalledOne() {
        ObjectNode undated = json(THIRD);
        undated.withArray("alerts").forEach(alert -> {
            if (alert instanceof ObjectNode one) {
                one.remove("startsAt");
            }
        });
        Translation timeless = translation(Language.EN, undated);
        Translation grouped = translator(Language.EN)
                .translate(json(THIRD), "ci", "alertmanager", Translators.query("dedup", "group"))
                .orElseThrow();

        assertThat(timeless.again().apply(3)).isEqualTo(timeless.draft());
        assertThat(grouped.again().apply(3)).isEqualTo(grouped.draft());
    }

    private static String twoHundred() {
        String alerts = IntStream.range(0, 200)
                .mapToObj(i -> """
                        {"status":"%s","fingerprint":"f%d","startsAt":"2026-11-22T10:%02d:00Z",
                         "labels":{"alertname":"PodCrash","pod":"web-%03d","severity":"%s"},
                         "annotations":{"summary":"容器反复重启 %03d"}}""".formatted(
                                i % 10 == 9 ? "resolved" : "firing",
                                i,
                                i < 30 || i == 150 ? 0 : i % 30,
                                i,
                                i == 150 ? "critical" : "warning",
                                i))
                .collect(Collectors.joining(","));
        return """
                {"version":"4","status":"firing","groupKey":"k","groupLabels":{"alertname":"PodCrash"},
                 "truncatedAlerts":7,"externalURL":"http://alertmanager.example:9093","alerts":[%s]}""".formatted(alerts);
    }

    private static NotificationDraft translate(Language language, String payload) {
        return translation(language, json(payload)).draft();
    }

    private static Translation translation(Language language, ObjectNode payload) {
        return translator(language)
                .translate(payload, "ci", "alertmanager", WebhookQuery.NONE)
                .orElseThrow();
    }

    private static AlertTranslator translator(Language language) {
        return Translators.alerts(language);
    }
}
