package io.ilinknotify.render;

import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message says of files, in both languages. */
class FileTextTest {
    private static final Attachment REPORT = new Attachment("report.pdf", "application/pdf", 1_234_567, "aa");
    private static final Attachment PANEL = new Attachment("panel.png", "image/png", 34_000, "bb");

    private static Scene scene(Language language, boolean unable) {
        Scene scene = new Scene();
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, "Weekly", "all is well", "09:30");
        scene.attach(item, language, unable, REPORT, PANEL);
        return scene;
    }

    @Test
    void aTextNamesTheFilesThatFollowIt() {
        assertThat(scene(Language.EN, false).compose(Language.EN).text())
                .isEqualTo("Weekly\nall is well\n📎 report.pdf, 1.2 MB\n📎 panel.png, 34 kB");
        assertThat(scene(Language.ZH, false).compose(Language.ZH).text())
                .isEqualTo("Weekly\nall is well\n📎 report.pdf，1.2 MB\n📎 panel.png，34 kB");
    }

    @Test
    void theFooterSaysHowManyWaitForAReply() {
        Scene scene = scene(Language.EN, false);
        scene.files = 1;
        assertThat(scene.compose(Language.EN).text())
                .endsWith("— 9 sends left until 11-03 08:21, 1 file waits for a reply. Any reply refills.");
        scene.files = 2;
        scene.others = 3;
        assertThat(scene.compose(Language.EN).text()).contains(", 3 waiting, 2 files wait for a reply.");
        assertThat(scene.compose(Language.ZH).text()).contains("，3 条待发，2 个文件等回复后发送。");
        scene.reminder = true;
        assertThat(scene.compose(Language.EN).text()).contains("(9 sends left, 3 waiting, 2 files wait for a reply)");
    }

    @Test
    void filesThatCannotBeSentAreWhereTheTextSays() {
        assertThat(scene(Language.EN, true).compose(Language.EN).text())
                .endsWith("📎 panel.png, 34 kB\n(the account cannot upload: kept at the agent)");
        assertThat(scene(Language.ZH, true).compose(Language.ZH).text()).endsWith("（账号暂时不能上传文件，文件留在程序这边）");

        Scene scene = new Scene();
        scene.publicUrl = "https://notify.example.org";
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, "Weekly", "all is well", "09:30");
        scene.attach(item, Language.EN, true, REPORT);
        assertThat(scene.compose(Language.EN).text())
                .endsWith("📎 report.pdf, 1.2 MB\nhttps://notify.example.org/m/01JD0000000000000000000001-mac");
    }

    @Test
    void aCutTextHasItsLinkOnce() {
        Scene scene = new Scene();
        scene.publicUrl = "https://notify.example.org";
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, "Log", "line of a log\n".repeat(300), "09:30");
        scene.attach(item, Language.EN, true, REPORT);

        String text = scene.compose(Language.EN).text();

        assertThat(text).containsOnlyOnce("https://notify.example.org/m/").contains("📎 report.pdf, 1.2 MB");
        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(scene.maxLength);
    }

    @Test
    void aLineThatNamesNoFileIsNotTheWholeOfIt() {
        Scene scene = new Scene();
        scene.maxLength = 200;
        scene.add(Priority.HIGH, Phase.FIRING, "Disk", "word ".repeat(30), "09:30");
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, null, "short", "09:30");
        scene.attach(item, Language.ZH, false, REPORT, PANEL);

        assertThat(scene.told().get(1)).isNotEqualTo(Coverage.WHOLE);
    }

    @Test
    void aNameIsNoMarkdownAndNotLong() {
        Scene scene = new Scene();
        scene.markdown = Markdown.AUTO;
        Item item = scene.add(Priority.DEFAULT, Phase.NONE, null, "hi", "09:31");
        scene.attach(item, Language.EN, false, new Attachment("**" + "a".repeat(100) + "**.pdf", "x", 17, "cc"));

        assertThat(scene.compose(Language.EN).text()).isEqualTo("hi\n📎 \\*\\*" + "a".repeat(57) + "…, 17 B");
    }
}
