package io.ilinknotify.render;

import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import org.junit.jupiter.api.Test;

/** Where one notification of a message ends and the next begins, as whole texts. */
class LayoutTextTest {
    private final Scene scene = new Scene();

    @Test
    void oneWithEmptyLinesIsSetApartFromTheOthersByARule() {
        scene.left = 3;
        scene.add(Priority.HIGH, Phase.FIRING, "Disks", "🔴 db-1\nfull\n \n🟡 db-2\n93 %", "09:30");
        scene.add(Priority.DEFAULT, Phase.NONE, "Backup", "done", "09:31");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod restarts", "web-1 restarted", "09:12");
        scene.add(Priority.DEFAULT, Phase.FIRING, "Pod restarts", "web-2 restarted", "09:15");

        scene.shows("""
                🟠 Disks
                🔴 db-1
                full
                \s
                🟡 db-2
                93 %
                ———
                Backup
                done
                ———
                • Pod restarts ×2: web-1, 2 restarted (09:12–09:15)
                ———
                — 还可发 3 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                🟠 Disks
                🔴 db-1
                full
                \s
                🟡 db-2
                93 %
                ———
                Backup
                done
                ———
                • Pod restarts ×2: web-1, 2 restarted (09:12–09:15)
                ———
                — 3 sends left until 11-03 08:21. Any reply refills.""");
    }

    @Test
    void oneWithEmptyLinesThatIsAloneNeedsNoRule() {
        scene.left = 3;
        scene.add(Priority.HIGH, Phase.FIRING, "Disks", "🔴 db-1\n\n🟡 db-2\n\n", "09:30");

        scene.shows("""
                🟠 Disks
                🔴 db-1

                🟡 db-2
                — 还可发 3 条（至 11-03 08:21）。回复任意内容即可续期。""", """
                🟠 Disks
                🔴 db-1

                🟡 db-2
                — 3 sends left until 11-03 08:21. Any reply refills.""");
    }
}
