package io.ilinknotify.delivery;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.notification.Coverage;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The strategy "thrifty": what shares a message, and what it says beside the alerts. Whole texts. */
class ThriftTest {
    @TempDir
    Path directory;

    private DeliveryWorld world;

    @BeforeEach
    void open() {
        world = new DeliveryWorld(directory, TestSettings.Delivery.THRIFTY, TestSettings.Window.DEFAULTS);
    }

    @AfterEach
    void close() {
        assertThat(world.server.violations()).isEmpty();
        world.close();
    }

    private NotificationId alert(Priority priority, String title, String text, Phase phase) {
        return world.post(new NotificationDraft(
                "am",
                "alertmanager",
                title,
                text,
                priority,
                List.of(),
                null,
                null,
                null,
                null,
                phase,
                false,
                List.of()));
    }

    @Test
    void whatComesInTheGapSharesTheNextMessage() {
        world.personWrites();
        world.post(Priority.DEFAULT, "first");
        world.settle();
        world.clock.advance(Duration.ofSeconds(5));
        world.post(Priority.LOW, "by the way");
        world.post(Priority.DEFAULT, "second");
        world.post(Priority.DEFAULT, "third");

        world.run(Duration.ofSeconds(24));
        assertThat(world.phone.messages()).hasSize(1);
        world.run(Duration.ofSeconds(2));

        assertThat(world.phone.texts()).containsExactly("first", "second\n\nthird\n\nby the way");
    }

    @Test
    void lowNeverSendsByItself() {
        world.personWrites();
        world.run(Duration.ofSeconds(1));
        NotificationId id = world.post(Priority.LOW, "by the way");

        world.run(Duration.ofHours(3));

        assertThat(world.phone.texts()).isEmpty();
        assertThat(world.entry(id).state().isWaiting()).isTrue();
    }

    @Test
    void aStormOfUrgentOnesIsOneMessage() {
        world.personWrites();
        world.post(Priority.HIGH, "first");
        world.settle();
        for (int i = 0; i < 60; i++) {
            alert(Priority.HIGH, "Disk latency", "node-" + i + " waits " + "long ".repeat(10), Phase.FIRING);
        }
        alert(Priority.HIGH, "Queue is long", "12,000 wait", Phase.FIRING);

        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.texts().get(1)).isEqualTo("""
                • 🟠 Disk latency ×60: node-0…59 (01:00)

                🟠 Queue is long
                12,000 wait""");
    }

    @Test
    void repeatsAreOneLineWithACount() {
        world.personWrites();
        world.post(Priority.DEFAULT, "first");
        world.settle();
        for (int i = 0; i < 17; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            alert(Priority.DEFAULT, "Flapping", "up and down", Phase.FIRING);
        }

        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.texts().get(1)).isEqualTo("Flapping (×17, 01:00)\nup and down");
    }

    @Test
    void aReplyReleasesUrgentWholeTheRestGroupedAndResolvedCounted() {
        for (int i = 0; i < 30; i++) {
            alert(Priority.DEFAULT, "Pod restarts", "pod web-" + i + " restarted " + "again ".repeat(20), Phase.FIRING);
        }
        alert(Priority.DEFAULT, "Slow queries", "p99 is 3 s", Phase.RESOLVED);
        NotificationId fire = alert(Priority.CRITICAL, "Database down", "db-1 does not answer", Phase.FIRING);
        world.run(Duration.ofHours(1));

        world.personWrites();
        world.run(Duration.ofSeconds(10));

        assertThat(world.phone.texts()).containsExactly("""
                        🔴 Database down (01:00)
                        db-1 does not answer

                        • Pod restarts ×30: pod web-0…29 (01:00)

                        ✅ 1 resolved: Slow queries""");
        assertThat(world.entry(fire).told()).isEqualTo(Coverage.WHOLE);
        assertThat(world.all()).extracting("told").containsOnly(Coverage.WHOLE, Coverage.LINE, Coverage.COUNTED);
        assertThat(world.all()).allMatch(e -> e.state().isFinal());
    }

    @Test
    void aHugeBacklogIsToldInThreeMessagesAndTheRestCounted() {
        NotificationId first = alert(Priority.DEFAULT, "The first of a very bad night", "it begins", Phase.FIRING);
        for (int i = 0; i < 900; i++) {
            alert(Priority.DEFAULT, "Alert number " + i + " of a very bad night", "x".repeat(100), Phase.FIRING);
        }
        world.run(Duration.ofHours(1));

        world.personWrites();
        world.run(Duration.ofSeconds(10));

        assertThat(world.phone.messages()).hasSize(3);
        assertThat(world.phone.texts().get(2)).contains("more, not listed");
        assertThat(world.phone.texts()).allMatch(text -> text.codePointCount(0, text.length()) <= 1800);
        assertThat(world.purse().view().remaining()).isEqualTo(7);
        assertThat(world.all()).allMatch(e -> e.state().isFinal());
        assertThat(world.entry(first).told()).isEqualTo(Coverage.LINE);
        assertThat(world.all().getFirst().told()).isEqualTo(Coverage.COUNTED);
    }

    @Test
    void theFooterTellsHowManyAreLeft() {
        world.server.rules().bursts = false;
        world.personWrites();
        for (int i = 0; i < 6; i++) {
            world.post(Priority.HIGH, "high " + i);
            world.run(Duration.ofMinutes(31));
        }

        assertThat(world.phone.texts().get(4)).isEqualTo("🟠 high 4");
        assertThat(world.phone.texts().get(5))
                .isEqualTo("🟠 high 5\n— 4 sends left until 11-03 00:50. Any reply refills.");
    }

    @Test
    void remindsOnceBeforeTheWindowClosesAndCarriesWhatWaits() {
        world.personWrites();
        world.run(Duration.ofHours(1));
        world.post(Priority.LOW, "by the way");

        world.run(Duration.ofHours(22).plusMinutes(40));

        assertThat(world.phone.texts()).containsExactly("""
                        ⏰ Please reply: nothing can be sent after 11-03 00:50 (9 sends left).

                        by the way (02:00)""");
        assertThat(world.phone.messages().getFirst().at())
                .isEqualTo(VirtualClock.START.plus(Duration.ofHours(24)).minus(Duration.ofMinutes(130)));
    }

    @Test
    void theNextMessageNamesWhatMayNotHaveArrived() {
        world.personWrites();
        world.server.nextSend(Fault.lostAfter());
        NotificationId doubtful = alert(Priority.DEFAULT, "Disk full", "98 %", Phase.FIRING);
        world.run(Duration.ofMinutes(40));
        assertThat(world.standing(doubtful)).isEqualTo("unknown");

        world.post(Priority.DEFAULT, "next");
        world.run(Duration.ofMinutes(1));
        world.run(Duration.ofMinutes(40));
        world.post(Priority.DEFAULT, "and the one after");
        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.texts())
                .containsExactly(
                        "Disk full\n98 %", "next\n❔ May not have arrived: Disk full (01:00)", "and the one after");
    }

    @Test
    void aLongTextComesInNumberedPartsFromARichPurse() {
        world.personWrites();
        String text = "line of a log with some words\n".repeat(100);
        NotificationId id = alert(Priority.DEFAULT, "Build log", text, Phase.NONE);

        world.run(Duration.ofSeconds(10));

        assertThat(world.phone.messages()).hasSize(2);
        assertThat(world.phone.texts().get(0)).startsWith("Build log (1/2)\nline of a log");
        assertThat(world.phone.texts().get(1)).startsWith("(2/2)\nline of a log");
        assertThat(world.standing(id)).isEqualTo("sent");
        assertThat(world.entry(id).told()).isEqualTo(Coverage.WHOLE);
        long lines = world.phone.texts().stream()
                .flatMap(String::lines)
                .filter(line -> line.equals("line of a log with some words"))
                .count();
        assertThat(lines).isEqualTo(100);
    }

    @Test
    void aTextThatNeedsMoreThanThreePartsSaysHowMuchIsMissing() {
        world.personWrites();
        NotificationId id = alert(Priority.DEFAULT, "Core dump", "0123456789".repeat(1000), Phase.NONE);

        world.run(Duration.ofSeconds(30));

        assertThat(world.phone.messages()).hasSize(3);
        assertThat(world.phone.texts().get(2)).startsWith("(3/3)\n").endsWith(" more characters)");
        assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);
    }

    @Test
    void aPoorPurseTellsALongTextInOnePart() {
        world.server.rules().bursts = false;
        world.personWrites();
        for (int i = 0; i < 5; i++) {
            world.post(Priority.HIGH, "high " + i);
            world.run(Duration.ofMinutes(31));
        }
        NotificationId id = alert(Priority.HIGH, "Build log", "0123456789".repeat(300), Phase.NONE);
        world.run(Duration.ofMinutes(31));

        assertThat(world.phone.messages()).hasSize(6);
        assertThat(world.phone.texts().get(5)).contains(" more characters)").endsWith("Any reply refills.");
        assertThat(world.entry(id).told()).isEqualTo(Coverage.LINE);
    }

    @Test
    void aResolvedOneRidesAlong() {
        world.personWrites();
        world.run(Duration.ofSeconds(1));
        alert(Priority.HIGH, "Disk full", "98 %", Phase.FIRING);
        world.run(Duration.ofMinutes(40));
        NotificationId resolved = alert(Priority.HIGH, "Disk full", "98 %", Phase.RESOLVED);
        world.run(Duration.ofMinutes(40));
        assertThat(world.entry(resolved).state().isWaiting()).isTrue();

        world.post(Priority.DEFAULT, "another thing");
        world.run(Duration.ofMinutes(1));

        assertThat(world.phone.texts())
                .containsExactly("🟠 Disk full\n98 %", "✅ Disk full (01:40)\n98 %\n\nanother thing");
    }
}
