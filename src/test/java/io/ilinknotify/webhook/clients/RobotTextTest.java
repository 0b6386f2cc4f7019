package io.ilinknotify.webhook.clients;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.NotificationDraft;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RobotTextTest {
    @Test
    void textAndMarkdownAreTheirContent() {
        assertThat(read("{\"msgtype\":\"text\",\"text\":{\"content\":\"广州今日天气\",\"mentioned_list\":[\"@all\"]}}")
                        .text())
                .isEqualTo("广州今日天气");
        assertThat(
                        read("{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\"新增 <font color=\\\"warning\\\">13 例</font>\\n"
                                        + "> 类型: 投诉\"}}")
                                .text())
                .isEqualTo("新增 13 例\n> 类型: 投诉");
    }

    @Test
    void newsHaveTitleTextAndLink() {
        NotificationDraft message = read("""
                {"msgtype":"news","news":{"articles":[
                 {"title":"中秋","description":"礼品","url":"https://a.example"},{"title":"第二","url":"https://b.example"}]}}""");

        assertThat(message.title()).isEqualTo("中秋");
        assertThat(message.text()).isEqualTo("礼品\n第二\nhttps://b.example");
        assertThat(message.url()).isEqualTo("https://a.example");
    }

    private static NotificationDraft read(String body) {
        return RobotText.wecom(SenderBody.read(body), NotificationDraft.of("ci", "wecom"));
    }
}
