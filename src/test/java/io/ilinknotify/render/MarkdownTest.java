package io.ilinknotify.render;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the phone is told so that it shows a text as its sender meant it. */
class MarkdownTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            rm /var/*.log /tmp/*.log         | rm /var/\\*.log /tmp/\\*.log
            > 90 % used                      | \\> 90 % used
            # errors: 3                      | \\# errors: 3
            __name__ of snake_case           | \\_\\_name\\_\\_ of snake_case
            <none> and a < b                 | \\<none> and a < b
            it's `here                       | it's \\`here
            run `rm *.log` as root           | run `rm *.log` as root
            2 * 3 ~ 6, ~/x                   | 2 * 3 ~ 6, ~/x
            ~~old~~                          | \\~\\~old\\~\\~
            C:\\_tmp, \\\\host\\c            | C:\\\\\\_tmp, \\\\\\\\host\\c
            a &lt; b & c                     | a \\&lt; b & c
            see https://x.org/?a=*&b=*_c_    | see https://x.org/?a=*&b=*_c_
            [a](b) [c]                       | \\[a](b) [c]
            -----                            | \\-----
            src/**/*.java lib/**/*.js        | src/\\*\\*/\\*.java lib/\\*\\*/\\*.js
            db-1: 93 % #prod @ops            | db-1: 93 % #prod @ops
            """)
    void theTextOfAMachineIsShownAsItIsWritten(String text, String told) {
        assertThat(Markdown.AUTO.shown(text, false)).isEqualTo(told);
        assertThat(Markdown.RAW.shown(text, false)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Down\n> **web-1** is down\n- one\n- *two*",
                "see [the wiki](https://example.org/a_b) and `*`",
                "Log:\n```\nrm *.log <none>\n# x\n```"
            })
    void whatIsMeantAsMarkdownStays(String text) {
        assertThat(Markdown.AUTO.shown(text, false)).isEqualTo(text);
    }

    @Test
    void whatThePhoneDoesNotDrawIsSaidInOtherWords() {
        assertThat(Markdown.AUTO.shown("""
                ##### **Deploy**
                - [x] build <b>1</b>
                - [ ] test
                ![graph](https://example.org/g.png)
                | host | cpu | mem | disk | load |
                |---|---|---|---|---|
                | web-1 | 9 % | 8 % | 7 % | 1.2 |""", false)).isEqualTo("""
                #### **Deploy**
                - ☑ build \\<b>1\\</b>
                - ☐ test
                [graph](https://example.org/g.png)
                host · cpu · mem · disk · load
                web-1 · 9 % · 8 % · 7 % · 1.2""");
    }

    @Test
    void aSendersWordForItCountsMoreThanTheSigns() {
        String text = "#### 磁盘\n> 93 %\n* db-1";

        assertThat(Markdown.AUTO.shown(text, true)).isEqualTo(text);
        assertThat(Markdown.AUTO.shown(text, false)).isEqualTo("\\#### 磁盘\n\\> 93 %\n* db-1");
        assertThat(Markdown.PLAIN.shown(text, true)).isEqualTo(Markdown.PLAIN.shown(text, false));
        assertThat(Markdown.RAW.shown(text, true)).isEqualTo(text);
    }

    @Test
    void plainShowsMarkdownAsItIsWritten() {
        assertThat(Markdown.PLAIN.shown("**a** `b`\n```\n- c", false))
                .isEqualTo("\\*\\*a\\*\\* \\`b\\`\n\\`\\`\\`\n- c");
    }

    @Test
    void aMessageIsToldSoAndItsTitleIsNoMarkdown() {
        Scene scene = new Scene();
        scene.markdown = Markdown.AUTO;
        scene.add(
                io.ilinknotify.notification.Priority.HIGH,
                io.ilinknotify.notification.Phase.NONE,
                "# of <none>",
                "rm *.log",
                "09:31");

        scene.shows("🟠 \\# of \\<none>\nrm \\*.log", "🟠 \\# of \\<none>\nrm \\*.log");
        assertThat(scene.told()).containsExactly(io.ilinknotify.notification.Coverage.WHOLE);
    }
}
