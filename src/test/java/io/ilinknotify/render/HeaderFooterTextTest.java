package io.ilinknotify.render;

import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.render.MessageContext.PendingMention;
import io.ilinknotify.render.MessageContext.QuietTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** What a message says beside its notifications, as whole texts. */
class HeaderFooterTextTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void one() {
        scene.add(Priority.DEFAULT, Phase.NONE, null, "备份完成", "09:31");
    }

    @Test
    void aRichYoungPurseNeedsNoFooter() {
        scene.left = 5;
        scene.opened = Scene.NOW.minus(Duration.ofHours(11));

        scene.shows("备份完成", "备份完成");
    }

    @Test
    void theFooterComesWithFourLeft() {
        scene.left = 4;

        scene.shows("""
                备份完成
                — 还可发 4 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                备份完成
                — 4 sends left until 11-03 08:21. Any reply refills.""");
    }

    @Test
    void theFooterSaysOneSend() {
        scene.left = 1;

        scene.shows("""
                备份完成
                — 还可发 1 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                备份完成
                — 1 send left until 11-03 08:21. Any reply refills.""");
    }

    @Test
    void theLastSendSaysThatItIsTheLast() {
        scene.left = 0;
        scene.others = 3;

        scene.shows("""
                备份完成
                — 这是最后一条，3 条待发。回复任意内容后才能继续发送。""", """
                备份完成
                — That was the last send, 3 waiting. Any reply refills.""");
    }

    @Test
    void theFooterComesWithAnOldWindow() {
        scene.opened = Scene.NOW.minus(Duration.ofHours(11)).minusMillis(1);

        scene.shows("""
                备份完成
                — 还可发 9 条（至 22:20）。回复任意内容即可续期。""", """
                备份完成
                — 9 sends left until 22:20. Any reply refills.""");
    }

    @Test
    void theFooterComesWithSomethingHeld() {
        scene.others = 2;

        scene.shows("""
                备份完成
                — 还可发 9 条（至 11-03 08:21），2 条待发。回复任意内容即可续期。""", """
                备份完成
                — 9 sends left until 11-03 08:21, 2 waiting. Any reply refills.""");
    }

    @Test
    void nobodyIsAskedToReplyForWhatQuietHoursHold() {
        scene.others = 2;
        scene.silence = new QuietTime(Set.of(Priority.LOW), 2);

        scene.shows("""
                备份完成
                — 还可发 9 条（至 11-03 08:21），2 条等免打扰结束后再发。""", """
                备份完成
                — 9 sends left until 11-03 08:21, 2 waiting for quiet hours to end.""");
    }

    @Test
    void whatRodeAlongIsNoLongerHeldByQuietHours() {
        scene.others = 1;
        scene.silence = new QuietTime(Set.of(Priority.DEFAULT), 2);

        scene.shows("""
                备份完成
                — 还可发 9 条（至 11-03 08:21），1 条等免打扰结束后再发。""", """
                备份完成
                — 9 sends left until 11-03 08:21, 1 waiting for quiet hours to end.""");
    }

    @Test
    void aReplyIsAskedForInQuietHoursWhenThePurseNeedsIt() {
        scene.left = 4;
        scene.others = 2;
        scene.silence = new QuietTime(Set.of(Priority.LOW), 2);

        scene.shows("""
                备份完成
                — 还可发 4 条（至 11-03 08:21），2 条等免打扰结束后再发。回复任意内容即可续期。""", """
                备份完成
                — 4 sends left until 11-03 08:21, 2 waiting for quiet hours to end. Any reply refills.""");
    }

    @Test
    void aReplyIsAskedForWhenOneOfThemWaitsForSomethingElse() {
        scene.others = 3;
        scene.silence = new QuietTime(Set.of(Priority.LOW), 2);

        scene.shows("""
                备份完成
                — 还可发 9 条（至 11-03 08:21），3 条待发。回复任意内容即可续期。""", """
                备份完成
                — 9 sends left until 11-03 08:21, 3 waiting. Any reply refills.""");
    }

    @Test
    void theReminderStandsFirstAndSaysAllThatTheFooterWould() {
        scene.reminder = true;
        scene.opened = Scene.NOW.minus(Duration.ofHours(22));

        scene.shows("""
                ⏰ 请回复任意内容：11:21 后将无法发送通知（还可发 9 条）。

                备份完成""", """
                ⏰ Please reply: nothing can be sent after 11:21 (9 sends left).

                备份完成""");
    }

    @Test
    void aReminderAloneIsOneLine() {
        scene.items.clear();
        scene.reminder = true;
        scene.left = 1;
        scene.others = 2;
        scene.opened = Scene.NOW.minus(Duration.ofHours(22));

        scene.shows(
                "⏰ 请回复任意内容：11:21 后将无法发送通知（还可发 1 条，2 条待发）。",
                "⏰ Please reply: nothing can be sent after 11:21 (1 send left, 2 waiting).");
    }

    @Test
    void theHonestyLineNamesWhatMayNotHaveArrivedWithItsTime() {
        scene.doubt("磁盘将满", "09:02");
        scene.doubt("Pod 重启", "09:05");

        scene.shows("""
                备份完成
                ❔ 之前可能未送达：磁盘将满 (09:02)；Pod 重启 (09:05)""", """
                备份完成
                ❔ May not have arrived: 磁盘将满 (09:02); Pod 重启 (09:05)""");
        assertThat(scene.compose(Language.ZH).mentioned()).containsExactly(1_000L, 1_001L);
    }

    @Test
    void theHonestyLineNamesFiveAndCountsTheOthersThatStayToBeNamed() {
        scene.doubt("Flapping", "08:00");
        scene.doubt("Flapping", "08:05");
        for (int i = 1; i <= 7; i++) {
            scene.doubt("Alert " + i, "09:0" + i);
        }

        scene.shows("""
                备份完成
                ❔ 之前可能未送达：Flapping (×2, 08:00–08:05)；Alert 1 (09:01)；Alert 2 (09:02)；Alert 3 (09:03)；Alert 4 (09:04)；另有 3 条""", """
                备份完成
                ❔ May not have arrived: Flapping (×2, 08:00–08:05); Alert 1 (09:01); Alert 2 (09:02); Alert 3 (09:03); Alert 4 (09:04); and 3 more""");
        assertThat(scene.compose(Language.ZH).mentioned()).hasSize(6);
    }

    @Test
    void whatExpiredIsOneLineWithACount() {
        scene.expire("每日报表", "03:00");
        scene.expire("证书即将到期", "04:00");

        scene.shows("""
                备份完成
                ⌛ 过期未发 2 条：每日报表 (03:00)；证书即将到期 (04:00)""", """
                备份完成
                ⌛ 2 expired unsent: 每日报表 (03:00); 证书即将到期 (04:00)""");
        assertThat(scene.compose(Language.ZH).mentioned()).containsExactly(2_000L, 2_001L);
    }

    @Test
    void whatIsOnlyCountedIsNamedNowhereAndLeftOutNowhere() {
        scene.doubtful.add(new PendingMention(-8, false, "", Scene.at("07:00"), 500));
        scene.expired.add(new PendingMention(-9, true, "", Scene.at("07:00"), 1_500));
        scene.doubt("磁盘将满", "09:02");
        scene.expire("每日报表", "03:00");

        scene.shows("""
                备份完成

                ⌛ 过期未发 1501 条：每日报表 (03:00)；…
                ❔ 之前可能未送达：磁盘将满 (09:02)；另有 500 条""", """
                备份完成

                ⌛ 1501 expired unsent: 每日报表 (03:00); …
                ❔ May not have arrived: 磁盘将满 (09:02); and 500 more""");
        assertThat(scene.compose(Language.ZH).mentioned()).containsExactly(-9L, 2_001L, -8L, 1_001L);
    }

    @Test
    void allOfItStandsBelowWithTheFooterAsTheLastLine() {
        scene.left = 2;
        scene.doubt("磁盘将满", "09:02");
        scene.expire("每日报表", "03:00");

        scene.shows("""
                备份完成

                ⌛ 过期未发 1 条：每日报表 (03:00)
                ❔ 之前可能未送达：磁盘将满 (09:02)
                — 还可发 2 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                备份完成

                ⌛ 1 expired unsent: 每日报表 (03:00)
                ❔ May not have arrived: 磁盘将满 (09:02)
                — 2 sends left until 11-03 08:21. Any reply refills.""");
    }

    @Test
    void withLittleRoomThePastIsCountedAndWhatExpiredWaitsForTheNextMessage() {
        scene.maxLength = 200;
        scene.left = 2;
        scene.others = 12;
        for (int i = 1; i <= 9; i++) {
            scene.doubt("An alert with quite a long name, number " + i, "09:0" + i);
            scene.expire("Another one with quite a long name, number " + i, "03:0" + i);
        }

        scene.shows("""
                备份完成

                ⌛ 过期未发 9 条
                ❔ 之前有 9 条可能未送达
                — 还可发 2 条（至 11-03 08:21），12 条待发。回复任意内容即可续期。""", """
                备份完成

                ❔ 9 may not have arrived
                — 2 sends left until 11-03 08:21, 12 waiting. Any reply refills.""");
        assertThat(scene.compose(Language.ZH).mentioned()).hasSize(18);
        assertThat(scene.compose(Language.EN).mentioned()).hasSize(9).allMatch(seq -> seq < 2_000);
    }
}
