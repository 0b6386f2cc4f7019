package io.ilinknotify.render;

import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reply releases, as whole texts. */
class ReleaseTextTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void release() {
        scene.release = true;
    }

    @Test
    void criticalWholeWhatFiresGroupedAndWhatIsOverCounted() {
        scene.add(Priority.CRITICAL, Phase.FIRING, "数据库宕机", "db-1 无响应", "03:10");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod 重启", "web-1 重启", "03:12");
        scene.add(Priority.DEFAULT, Phase.RESOLVED, "慢查询", "p99 3 秒", "03:15");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod 重启", "web-2 重启", "03:20");
        scene.add(Priority.DEFAULT, Phase.RESOLVED, "慢查询", "p99 2 秒", "03:25");
        scene.add(Priority.LOW, Phase.RESOLVED, "缓存命中率低", "71 %", "03:30");
        scene.expire("每日报表", "03:00");
        scene.expire("每日报表", "04:00");

        scene.shows("""
                🔴 数据库宕机 (03:10)
                db-1 无响应

                • Pod 重启 ×2: web-1, 2 重启 (03:12–03:20)

                ✅ 已恢复 3 条：慢查询；缓存命中率低
                ⌛ 过期未发 2 条：每日报表 (×2, 03:00–04:00)""", """
                🔴 数据库宕机 (03:10)
                db-1 无响应

                • Pod 重启 ×2: web-1, 2 重启 (03:12–03:20)

                ✅ 3 resolved: 慢查询; 缓存命中率低
                ⌛ 2 expired unsent: 每日报表 (×2, 03:00–04:00)""");
        assertThat(scene.told())
                .containsExactly(
                        Coverage.WHOLE,
                        Coverage.LINE,
                        Coverage.COUNTED,
                        Coverage.LINE,
                        Coverage.COUNTED,
                        Coverage.COUNTED);
    }

    @Test
    void whatDoesNotFitWaitsForTheNextMessageOfTheRelease() {
        scene.maxLength = 200;
        for (int i = 1; i <= 9; i++) {
            scene.add(Priority.DEFAULT, Phase.FIRING, "Alert " + i + " of a long night", "x".repeat(150), "03:1" + i);
        }

        scene.shows("""
                • Alert 1 of a long night (03:11)
                • Alert 2 of a long night (03:12)
                • Alert 3 of a long night (03:13)
                • Alert 4 of a long night (03:14)

                — 还可发 9 条（至 11-03 08:21），5 条待发。回复任意内容即可续期。""", """
                • Alert 1 of a long night (03:11)
                • Alert 2 of a long night (03:12)
                • Alert 3 of a long night (03:13)
                • Alert 4 of a long night (03:14)

                — 9 sends left until 11-03 08:21, 5 waiting. Any reply refills.""");
        assertThat(scene.told().stream().filter(Objects::isNull)).hasSize(5);
    }

    @Test
    void aLongOneTakesHalfOfTheMessageAndWhatIsUrgentComesBeforeTheRest() {
        scene.maxLength = 400;
        scene.publicUrl = "https://notify.example.org";
        scene.addBeginning(
                Priority.HIGH, "Backup of nas1 failed", "rsync: connection unexpectedly closed. ".repeat(6), 4_000);
        scene.add(Priority.HIGH, Phase.NONE, "Disk on node-1", "92 % used", "09:30");
        for (int i = 1; i <= 4; i++) {
            scene.add(Priority.DEFAULT, Phase.NONE, "Deploy " + i, "of the shop is done, everything is fine", "09:30");
        }

        scene.shows("""
                🟠 Backup of nas1 failed
                rsync: connection unexpectedly closed. rsync: connection unexpectedly closed. rsync: connection unexpectedly……（还有 3891 字未显示）
                https://notify.example.org/m/01JD0000000000000000000001-mac

                🟠 Disk on node-1
                92 % used

                Deploy 1
                of the shop is done, everything is fine

                Deploy 2
                of the shop is done, everything is fine

                Deploy 3
                of the shop is done, everything is fine

                • Deploy 4""", """
                🟠 Backup of nas1 failed
                rsync: connection unexpectedly closed. rsync: connection unexpectedly closed. rsync: connection… (3904 more characters)
                https://notify.example.org/m/01JD0000000000000000000001-mac

                🟠 Disk on node-1
                92 % used

                Deploy 1
                of the shop is done, everything is fine

                Deploy 2
                of the shop is done, everything is fine

                Deploy 3
                of the shop is done, everything is fine

                • Deploy 4""");
    }

    @Test
    void theLastMessageCountsWhatHasNoRoom() {
        scene.maxLength = 200;
        scene.last = true;
        scene.others = 40;
        scene.add(Priority.CRITICAL, Phase.FIRING, "Database down", "db-1 does not answer", "03:10");
        for (int i = 1; i <= 9; i++) {
            scene.add(Priority.HIGH, Phase.FIRING, "Alert " + i + " of a long night", "x".repeat(150), "03:1" + i);
        }

        scene.shows("""
                🔴 Database down (03:10)
                db-1 does not answer

                • 🟠 Alert 1 of a long night (03:11)
                • 🟠 Alert 2 of a long night (03:12)
                • 🟠 Alert 3 of a long night (03:13)

                ……另有 46 条未列出""", """
                🔴 Database down (03:10)
                db-1 does not answer

                • 🟠 Alert 1 of a long night (03:11)
                • 🟠 Alert 2 of a long night (03:12)
                • 🟠 Alert 3 of a long night (03:13)

                … and 46 more, not listed""");
        assertThat(scene.told())
                .startsWith(Coverage.WHOLE, Coverage.LINE, Coverage.LINE, Coverage.LINE)
                .endsWith(
                        Coverage.COUNTED,
                        Coverage.COUNTED,
                        Coverage.COUNTED,
                        Coverage.COUNTED,
                        Coverage.COUNTED,
                        Coverage.COUNTED);
    }

    @Test
    void manyThatEndedAreNamedOnlyInPart() {
        for (int i = 1; i <= 12; i++) {
            scene.add(Priority.HIGH, Phase.RESOLVED, "Alert " + i, "over", "03:10");
        }

        scene.shows(
                "✅ 已恢复 12 条：Alert 1；Alert 2；Alert 3；Alert 4；Alert 5；…",
                "✅ 12 resolved: Alert 1; Alert 2; Alert 3; Alert 4; Alert 5; …");
        assertThat(scene.told()).containsOnly(Coverage.COUNTED);
    }

    /** Titles as the built-in texts of Alertmanager and Grafana make them, in the language of the message. */
    @Test
    void whatIsOverIsSaidToBeOverOnce() {
        Scene chinese = new Scene();
        chinese.release = true;
        chinese.add(Priority.HIGH, Phase.RESOLVED, "已恢复 2 条：HighLatency namespace=shop", "…", "03:10");
        chinese.add(Priority.HIGH, Phase.RESOLVED, "已恢复 1 条：HighLatency namespace=shop", "…", "03:20");
        chinese.add(Priority.HIGH, Phase.RESOLVED, "已恢复：DiskFull", "…", "03:30");
        scene.add(Priority.HIGH, Phase.RESOLVED, "RESOLVED 2: HighLatency namespace=shop", "…", "03:10");
        scene.add(Priority.HIGH, Phase.RESOLVED, "RESOLVED 1: HighLatency namespace=shop", "…", "03:20");
        scene.add(Priority.HIGH, Phase.RESOLVED, "RESOLVED: DiskFull", "…", "03:30");

        assertThat(chinese.compose(Language.ZH).text()).isEqualTo("✅ 已恢复 3 条：HighLatency namespace=shop；DiskFull");
        assertThat(scene.compose(Language.EN).text()).isEqualTo("✅ 3 resolved: HighLatency namespace=shop; DiskFull");
    }

    @Test
    void aLongCriticalOneIsCutWithItsLinkAndLeavesRoomForTheOthers() {
        scene.maxLength = 300;
        scene.last = true;
        scene.publicUrl = "https://notify.example.org";
        scene.add(Priority.CRITICAL, Phase.FIRING, "Database down", "db-1 does not answer. ".repeat(20), "03:10");
        scene.add(Priority.CRITICAL, Phase.FIRING, "Queue full", "mq-1 refuses", "03:11");

        scene.shows("""
                🔴 Database down (03:10)
                db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does……（还有 275 字未显示）
                https://notify.example.org/m/01JD0000000000000000000001-mac

                🔴 Queue full (03:11)
                mq-1 refuses""", """
                🔴 Database down (03:10)
                db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer. db-1 does not answer.… (285 more characters)
                https://notify.example.org/m/01JD0000000000000000000001-mac

                🔴 Queue full (03:11)
                mq-1 refuses""");
        assertThat(scene.told()).containsExactly(Coverage.LINE, Coverage.WHOLE);
    }
}
