package io.ilinknotify.webhook.clients;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.NotificationDraft;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SlackTextTest {
    @Test
    @Timeout(10)
    void signsWithoutAnEndTakeNoTime() {
        for (String sign : List.of("<http://x", "<!x", "<@x|", "<mailto:x", "<http://x|")) {
            String text = sign.repeat(200_000);

            assertThat(SlackText.plain(text)).as(sign).hasSize(text.length());
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
        return SlackText.of(SenderBody.read(body), NotificationDraft.of("ci", "slack"));
    }
}
