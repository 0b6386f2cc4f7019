package io.ilinknotify.webhook;

import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Severities;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.ilinknotify.webhook.alerts.Translators.told;
import static org.assertj.core.api.Assertions.assertThat;

class GenericTranslatorTest {
    @Test
    void usualNamesAreTitleAndText() {
        NotificationDraft draft = translate("""
                {"title":"备份失败","message":"nas1: 磁盘满\\r\\n请清理","priority":"high","url":"https://nas.example/log"}""");

        assertThat(told(draft)).isEqualTo("""
                备份失败
                nas1: 磁盘满
                请清理
                https://nas.example/log""");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
        assertThat(draft.source()).isEqualTo("backup");
    }

    @Test
    void aMessageOfUptimeKumaIsItsText() {
        assertThat(translate("""
                        {"heartbeat":{"status":0,"msg":"timeout"},"monitor":{"name":"Shop"},"msg":"[Shop] is down"}""").text()).isEqualTo("[Shop] is down");
    }

    @Test
    void anythingElseIsAListWithTheOuterValuesFirst() {
        NotificationDraft draft = translate("""
                {"run":{"id":7,"steps":["build",{"name":"test","ok":false}],"note":null},"state":"broken","empty":""}""");

        assertThat(told(draft)).isEqualTo("""
                backup
                state: broken
                run.id: 7
                run.steps[0]: build
                run.steps[1].name: test
                run.steps[1].ok: false""");
    }

    @Test
    void aLongListEndsInTime() {
        String members =
                IntStream.range(0, 400).mapToObj(i -> "\"k" + i + "\":" + i).collect(Collectors.joining(",", "{", "}"));

        assertThat(translate(members).text().lines()).hasSize(26).last().isEqualTo("…");
    }

    @Test
    void nothingIsRefusedThatCanBeShown() {
        assertThat(told(translate("{}"))).isEqualTo("backup\n{}");
        assertThat(told(translate("[1,\"a\"]"))).isEqualTo("backup\n[0]: 1\n[1]: a");
        assertThat(translate("{not json").text()).isEqualTo("{not json");
        assertThat(translate("\"just a text\"").text()).isEqualTo("just a text");
        assertThat(translate("{\"text\":{\"deep\":[[[[[[[1]]]]]]]}}").text()).isNotBlank();
    }

    private static NotificationDraft translate(String body) {
        return new GenericTranslator(Translators.noTemplates(), new Severities(Map.of()))
                .translate(ForeignBody.read(body), "ci", "backup", WebhookQuery.NONE);
    }
}
