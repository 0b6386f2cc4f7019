package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.render.Composed.Inclusion;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the phone shows of notifications, as whole texts. */
class MessageTextTest {
    private final Scene scene = new Scene();

    @Test
    void aLoneTextIsTheMessage() {
        scene.add(Priority.DEFAULT, Phase.NONE, null, "db-1 磁盘已满", "09:31");

        scene.shows("db-1 磁盘已满", "db-1 磁盘已满");
        assertThat(scene.told()).containsExactly(Coverage.WHOLE);
    }

    @Test
    void theMostUrgentStandsFirstAndEachIsToldWholeWhileThereIsRoom() {
        scene.add(Priority.CRITICAL, Phase.FIRING, "数据库宕机", "db-1 无响应", Scene.NOW, "https://grafana.example.org/d/1");
        scene.add(Priority.HIGH, Phase.FIRING, "磁盘将满", "db-2 已用 93 %", Scene.at("09:20"), null, "prod", "disk");
        scene.add(Priority.DEFAULT, Phase.NONE, "备份完成", "用时 12 分钟", "09:12");
        scene.add(Priority.LOW, Phase.NONE, null, "镜像已更新", "09:05");

        String expected = """
                🔴 数据库宕机
                db-1 无响应
                https://grafana.example.org/d/1

                🟠 磁盘将满 (09:20)
                db-2 已用 93 %
                #prod #disk

                备份完成 (09:12)
                用时 12 分钟

                镜像已更新 (09:05)""";
        scene.shows(expected, expected);
        assertThat(scene.told()).containsOnly(Coverage.WHOLE);
    }

    @Test
    void repeatsAreOneEntryWithACountAndTheirTimes() {
        for (int minute = 12; minute <= 28; minute++) {
            scene.add(Priority.HIGH, Phase.FIRING, "Flapping", "web-1 up and down", "09:" + minute);
        }

        String expected = """
                🟠 Flapping (×17, 09:12–09:28)
                web-1 up and down""";
        scene.shows(expected, expected);
        assertThat(scene.told()).containsOnly(Coverage.WHOLE).hasSize(17);
    }

    @Test
    void repeatsThatSayDifferentThingsAreOneLineThatNamesThem() {
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod restarts", "web-1 restarted", "09:12");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod restarts", "web-2 restarted", "09:15");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod restarts", "web-3 restarted", "09:31");

        String expected = "• Pod restarts ×3: web-1…3 restarted (09:12–09:31)";
        scene.shows(expected, expected);
        assertThat(scene.told()).containsOnly(Coverage.LINE).hasSize(3);
    }

    @Test
    void aRepeatWithAnotherLinkIsNotCalledToldWhole() {
        scene.add(Priority.DEFAULT, Phase.FIRING, "Slow", "p99 3 s", Scene.at("09:12"), "https://g.example.org/1");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Slow", "p99 3 s", Scene.at("09:13"), "https://g.example.org/2");

        scene.shows("""
                Slow (×2, 09:12–09:13)
                p99 3 s
                https://g.example.org/2""", """
                Slow (×2, 09:12–09:13)
                p99 3 s
                https://g.example.org/2""");
        assertThat(scene.told()).containsExactly(Coverage.LINE, Coverage.WHOLE);
    }

    @Test
    void aTimeOfAnotherDayHasItsDay() {
        scene.add(
                Priority.DEFAULT,
                Phase.NONE,
                "Backup",
                "done",
                Scene.at("23:50").minus(java.time.Duration.ofDays(1)),
                null);

        scene.shows("Backup (11-01 23:50)\ndone", "Backup (11-01 23:50)\ndone");
    }

    @Test
    void whatIsNotUrgentAndHasNoRoomIsALine() {
        scene.maxLength = 200;
        scene.add(Priority.HIGH, Phase.FIRING, "磁盘将满", "db-2 已用 93 %".repeat(8), "09:31");
        scene.add(Priority.DEFAULT, Phase.NONE, "备份完成", "用时 12 分钟。".repeat(20), "09:12");
        scene.add(Priority.LOW, Phase.NONE, null, "镜像已更新", "09:05");

        String expected = """
                🟠 磁盘将满
                db-2 已用 93 %db-2 已用 93 %db-2 已用 93 %db-2 已用 93 %db-2 已用 93 %db-2 已用 93 %db-2 已用 93 %db-2 已用 93 %

                • 备份完成 (09:12)

                镜像已更新 (09:05)""";
        scene.shows(expected, expected);
        assertThat(scene.told()).containsExactly(Coverage.WHOLE, Coverage.LINE, Coverage.WHOLE);
    }

    @Test
    void aTextThatFillsMoreThanOneMessageSaysHowMuchIsMissingAndWhereItStands() {
        scene.maxLength = 200;
        scene.publicUrl = "https://notify.example.org";
        scene.add(Priority.HIGH, Phase.NONE, "Build log", "one line of many\n".repeat(20), "09:12");

        scene.shows("""
                🟠 Build log (09:12)
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many……（还有 237 字未显示）
                https://notify.example.org/m/01JD0000000000000000000001-mac""", """
                🟠 Build log (09:12)
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many… (254 more characters)
                https://notify.example.org/m/01JD0000000000000000000001-mac""");
        assertThat(scene.told()).containsExactly(Coverage.LINE);
    }

    @Test
    void aLongTextThatIsNotUrgentTakesTheRoomThatIsLeft() {
        scene.maxLength = 300;
        scene.left = 3;
        scene.add(Priority.DEFAULT, Phase.NONE, "Backup", "one line of many\n".repeat(20), "09:12");
        scene.add(Priority.DEFAULT, Phase.NONE, "Deploy", "done", "09:30");

        scene.shows("""
                Backup (09:12)
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many……（还有 135 字未显示）

                Deploy
                done

                — 还可发 3 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                Backup (09:12)
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many
                one line of many… (152 more characters)

                Deploy
                done

                — 3 sends left until 11-03 08:21. Any reply refills.""");
        assertThat(scene.told()).containsExactly(Coverage.LINE, Coverage.WHOLE);
    }

    @Test
    void aBlockOfCodeThatIsCutIsClosed() {
        scene.maxLength = 200;
        scene.add(
                Priority.HIGH,
                Phase.NONE,
                "Build log",
                "Failed:\n```\n" + "make: *** [all] Error 2\n".repeat(20) + "```",
                "09:31");

        scene.shows("""
                🟠 Build log
                Failed:
                ```
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                ```
                ……（还有 339 字未显示）""", """
                🟠 Build log
                Failed:
                ```
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                make: *** [all] Error 2
                ```
                … (339 more characters)""");
    }

    @Test
    void aBlockOfCodeThatTheSenderLeftOpenSwallowsNothing() {
        scene.left = 3;
        scene.add(Priority.HIGH, Phase.NONE, null, "```\nmake: *** [all] Error 2", "09:12");

        scene.shows("""
                🟠
                ```
                make: *** [all] Error 2
                ```
                (09:12)
                — 还可发 3 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                🟠
                ```
                make: *** [all] Error 2
                ```
                (09:12)
                — 3 sends left until 11-03 08:21. Any reply refills.""");
    }

    @Test
    void whatTheServerCalledInvalidGoesOutAsBareText() {
        Item item =
                scene.add(Priority.HIGH, Phase.NONE, "Build", "failed", Scene.at("09:12"), "https://ci.example.org");

        Composed bare = scene.composer(Language.EN).bare(List.of(item), 1, Scene.NOW);

        assertThat(bare.text()).isEqualTo("Build (09:12)\nfailed");
        assertThat(bare.inclusions()).extracting(Inclusion::coverage).containsExactly(Coverage.LINE);
    }
}
