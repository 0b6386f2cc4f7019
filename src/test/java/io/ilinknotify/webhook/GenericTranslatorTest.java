package io.ilinknotify.webhook;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.webhook.alerts.Translators;
import org.junit.jupiter.api.Test;

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
    void aKnownSenderIsToldByTheCatalogWhateverTheAddress() {
        assertThat(told(translate("""
                        {"heartbeat":{"status":0,"msg":"timeout"},"monitor":{"name":"Shop"},"msg":"[Shop] is down"}"""))).isEqualTo("Shop: down\ntimeout");
    }

    @Test
    void anythingElseIsAFewFactsWithTheOuterValuesFirst() {
        NotificationDraft draft = translate("""
                {"run":{"id":7,"steps":["build",{"name":"test","ok":false}],"note":null},"state":"broken","empty":""}""");

        assertThat(told(draft)).isEqualTo("""
                broken
                steps: build""");
        assertThat(draft.priority()).isEqualTo(Priority.HIGH);
        assertThat(draft.phase()).isEqualTo(Phase.FIRING);
    }

    @Test
    void aMessageInOurOwnWordsIsToldWhole() {
        String lines = "line\\n".repeat(40);

        assertThat(translate("{\"title\":\"t\",\"message\":\"%s\"}".formatted(lines))
                        .text()
                        .lines())
                .hasSize(40);
    }

    @Test
    void anyOtherHasAtMostTwelveLines() {
        String members = IntStream.range(0, 400)
                .mapToObj(i -> "\"k" + i + "\":\"v" + i + "\"")
                .collect(Collectors.joining(",", "{", "}"));
        String log = "{\"job\":\"nightly\",\"output\":\"%s\",\"url\":\"https://ci.example/7\"}"
                .formatted(IntStream.range(0, 90).mapToObj(i -> "step " + i).collect(Collectors.joining("\\n")));

        assertThat(translate(members).text().lines()).hasSize(6).first().isEqualTo("k0: v0");
        assertThat(told(translate(log)).lines())
                .hasSizeLessThanOrEqualTo(12)
                .contains("nightly", "step 0", "…", "https://ci.example/7");
    }

    @Test
    void nothingIsRefusedThatCanBeShown() {
        assertThat(told(translate("{}"))).isEqualTo("backup\n{}");
        assertThat(told(translate("[1,\"a\"]"))).isEqualTo("1 (2)\n· a");
        assertThat(translate("{not json").text()).isEqualTo("{not json");
        assertThat(translate("\"just a text\"").text()).isEqualTo("just a text");
        assertThat(translate("{\"text\":{\"deep\":[[[[[[[1]]]]]]]}}").text()).isNotBlank();
    }

    @Test
    void atNotifyAnyJsonIsToldThatSaysSomething() {
        GenericTranslator translator = translator();

        assertThat(translator.guess(SenderBody.read("{\"alertname\":\"DiskFull\",\"level\":\"P1\"}"), "ci"))
                .hasValueSatisfying(told -> {
                    assertThat(told.draft().title()).isEqualTo("DiskFull");
                    assertThat(told.draft().priority()).isEqualTo(Priority.CRITICAL);
                    assertThat(told.draft().source()).isEqualTo("notify");
                });
        assertThat(translator.guess(SenderBody.read("{\"id\":null,\"a\":{}}"), "ci"))
                .isEmpty();
    }

    private static NotificationDraft translate(String body) {
        return translator().translate(SenderBody.read(body), "ci", "backup", WebhookQuery.NONE);
    }

    private static GenericTranslator translator() {
        return new GenericTranslator(Translators.texts(Language.EN), Translators.SEVERITIES, Language.EN);
    }
}
