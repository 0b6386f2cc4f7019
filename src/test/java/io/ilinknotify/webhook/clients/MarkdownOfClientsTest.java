package io.ilinknotify.webhook.clients;

import io.ilinknotify.intake.SenderBody;
import io.ilinknotify.notification.NotificationDraft;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether a text is Markdown is what its service says of it. */
class MarkdownOfClientsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DINGTALK   | {"msgtype":"markdown","markdown":{"title":"t","text":"#### x"}}               | true
            DINGTALK   | {"msgtype":"actionCard","actionCard":{"title":"t","text":"#### x"}}           | true
            DINGTALK   | {"msgtype":"text","text":{"content":"# x"}}                                   | false
            DINGTALK   | {"msgtype":"link","link":{"title":"t","text":"# x","messageUrl":"http://a"}}  | false
            WECOM      | {"msgtype":"markdown","markdown":{"content":"# x"}}                           | true
            WECOM      | {"msgtype":"markdown_v2","markdown_v2":{"content":"# x"}}                     | true
            WECOM      | {"msgtype":"text","text":{"content":"# x"}}                                   | false
            FEISHU     | {"msg_type":"interactive","card":{"elements":[{"tag":"markdown","content":"> x"}]}} | true
            FEISHU     | {"card":{"elements":[{"tag":"div","text":{"tag":"lark_md","content":"> x"}}]}} | true
            FEISHU     | {"card":{"elements":[{"tag":"div","text":{"tag":"plain_text","content":"x"}}]}} | false
            FEISHU     | {"msg_type":"text","content":{"text":"# x"}}                                  | false
            DISCORD    | {"content":"# x"}                                                             | true
            BARK       | {"markdown":"# x"}                                                            | true
            BARK       | {"body":"# x"}                                                                | false
            PUSHPLUS   | {"content":"# x","template":"markdown"}                                       | true
            PUSHPLUS   | {"content":"# x","template":"txt"}                                            | false
            PUSHDEER   | {"text":"t","desp":"# x"}                                                     | true
            PUSHDEER   | {"text":"# x","type":"text"}                                                  | false
            SERVERCHAN | {"title":"t","desp":"# x"}                                                    | true
            GOTIFY     | {"message":"# x","extras":{"client::display":{"contentType":"text/markdown"}}} | true
            GOTIFY     | {"message":"# x"}                                                             | false
            APPRISE    | {"body":"# x","format":"markdown"}                                            | true
            APPRISE    | {"body":"# x","format":"text"}                                                | false
            NTFY       | {"topic":"t","message":"# x","markdown":true}                                 | true
            NTFY       | {"topic":"t","message":"# x"}                                                 | false
            TELEGRAM   | {"text":"# x","parse_mode":"MarkdownV2"}                                      | false
            PUSHOVER   | {"message":"# x"}                                                             | false
            """)
    void theServiceSaysIt(ForeignClient client, String payload, boolean markdown) {
        assertThat(draft(client, payload).markdown()).isEqualTo(markdown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *Build failed* on main: `a*b*c`       | **Build failed** on main: `a*b*c`
            (*x*), *y*. ~old~ new                 | (**x**), **y**. ~~old~~ new
            rm /var/*.log /tmp/*.log              | rm /var/*.log /tmp/*.log
            2 * 3 * 4 and 2*3*4 and ** and ~/a ~/ | 2 * 3 * 4 and 2*3*4 and ** and ~/a ~/
            """)
    void theMarksOfSlackBecomeThoseOfMarkdown(String text, String told) {
        assertThat(draft(ForeignClient.SLACK, "{\"text\":\"" + text + "\"}").text())
                .isEqualTo(told);
    }

    private static NotificationDraft draft(ForeignClient client, String payload) {
        return client.message(SenderBody.read(payload), "ci");
    }
}
