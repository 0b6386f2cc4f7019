package io.ilinknotify.webhook.clients;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.NotificationDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ChatTextTest {
    @Test
    @Timeout(10)
    void signsWithoutAnEndTakeNoTime() {
        for (String sign : List.of("<http://x", "<!x", "<@x|", "<mailto:x", "<http://x|")) {
            String text = sign.repeat(200_000);

            assertThat(ChatText.plain(text)).as(sign).hasSize(text.length());
        }
    }

    @Test
    void aTextIsReadWithItsLinksAndNames() {
        assertThat(read("{\"text\":\"<!channel> build <https://ci.example/7|#7> of <@U1|lee> failed: a &lt; b &amp; c"
                                + " <https://x.example>\"}")
                        .text())
                .isEqualTo("@channel build #7 https://ci.example/7 of lee failed: a < b & c https://x.example");
    }

    @Test
    void blocksWinOverTheTextBesideThem() {
        NotificationDraft message = read("""
                {"text":"fallback for screen readers","blocks":[
                 {"type":"header","text":{"type":"plain_text","text":"部署失败"}},
                 {"type":"section","text":{"type":"mrkdwn","text":"*shop* on prod"},
                  "fields":[{"type":"mrkdwn","text":"commit: abc"}]},
                 {"type":"divider"},
                 {"type":"context","elements":[{"type":"mrkdwn","text":"by lee"},{"type":"mrkdwn","text":"at noon"}]}]}""");

        assertThat(message.title()).isEqualTo("部署失败");
        assertThat(message.text()).isEqualTo("**shop** on prod\ncommit: abc\nby lee at noon");
    }

    @Test
    void anAttachmentHasTitleLinkAndFields() {
        NotificationDraft message = read("""
                {"attachments":[{"fallback":"f","title":"Disk full","title_link":"https://g.example/d","text":"db1",
                  "fields":[{"title":"env","value":"prod"}]},{"fallback":"only this"}]}""");

        assertThat(message.title()).isEqualTo("Disk full");
        assertThat(message.text()).isEqualTo("db1\nenv: prod\nonly this");
        assertThat(message.url()).isEqualTo("https://g.example/d");
    }

    private static NotificationDraft read(String body) {
        return ChatText.slack(SenderBody.read(body), NotificationDraft.of("ci", "slack"));
    }

    @Test
    void textAndMarkdownOfWecomAreTheirContent() {
        assertThat(wecom("{\"msgtype\":\"text\",\"text\":{\"content\":\"广州今日天气\",\"mentioned_list\":[\"@all\"]}}")
                        .text())
                .isEqualTo("广州今日天气");
        assertThat(wecom(
                                "{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\"新增 <font color=\\\"warning\\\">13 例</font>\\n"
                                        + "> 类型: 投诉\"}}")
                        .text())
                .isEqualTo("新增 13 例\n> 类型: 投诉");
    }

    @Test
    void newsHaveTitleTextAndLink() {
        NotificationDraft message = wecom("""
                {"msgtype":"news","news":{"articles":[
                 {"title":"中秋","description":"礼品","url":"https://a.example"},{"title":"第二","url":"https://b.example"}]}}""");

        assertThat(message.title()).isEqualTo("中秋");
        assertThat(message.text()).isEqualTo("礼品\n第二\nhttps://b.example");
        assertThat(message.url()).isEqualTo("https://a.example");
    }

    private static NotificationDraft wecom(String body) {
        return ChatText.wecom(SenderBody.read(body), NotificationDraft.of("ci", "wecom"));
    }
}
