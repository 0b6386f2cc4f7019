package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
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
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** One of many is what the server calls invalid: it waits for the operator, and the others go out all the same. */
class RejectedTest {
    @TempDir
    Path directory;

    private DeliveryWorld world;
    private int posted;

    @BeforeEach
    void open() {
        world = new DeliveryWorld(directory, TestSettings.Delivery.THRIFTY, TestSettings.Window.DEFAULTS);
        world.wire.callsInvalid(text -> text.contains("odd"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private NotificationId post(Priority priority, String title, String text) {
        return world.post(new NotificationDraft(
                "ci",
                "notify",
                title,
                text,
                priority,
                List.of(),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of()));
    }

    private List<NotificationId> post(int count) {
        List<NotificationId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(post(Priority.HIGH, "alert " + ++posted, ""));
        }
        return ids;
    }

    /** A reply releases what waits: no gap slows the search down. */
    private void reply() {
        world.clock.advance(Duration.ofMinutes(1));
        world.personWrites();
    }

    /** What the messages say before the time of each. */
    private List<String> names() {
        return world.phone.texts().stream()
                .map(text -> text.split(" \\(", 2)[0])
                .toList();
    }

    private long refused() {
        return world.outcomes.stream()
                .filter(SendOutcome.Invalid.class::isInstance)
                .count();
    }

    @Test
    void aRefusedMessageOfManyGoesOutOnceMoreAsOneWithoutMarkup() {
        NotificationId critical = post(Priority.CRITICAL, "db down", "no answer");
        NotificationId high = post(Priority.HIGH, "disk full", "95 %");
        NotificationId tagged = world.post(new NotificationDraft(
                "ci",
                "notify",
                "build",
                "failed",
                Priority.DEFAULT,
                List.of("ci"),
                null,
                null,
                null,
                null,
                Phase.NONE,
                false,
                List.of()));
        world.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));
        reply();

        world.run(Duration.ofSeconds(10));

        assertThat(world.phone.texts()).containsExactly("""
                db down
                no answer

                disk full
                95 %

                build
                failed""");
        assertThat(world.used()).isEqualTo(1);
        assertThat(List.of(critical, high, tagged))
                .extracting(id -> world.entry(id).told())
                .containsExactly(Coverage.WHOLE, Coverage.WHOLE, Coverage.LINE);
    }

    @Test
    void refusedAlsoAsBareTextAllAreHeldAndAfterEachReplyThreeGoAlone() {
        List<NotificationId> before = post(4);
        NotificationId guilty = post(Priority.HIGH, "odd one", "");
        List<NotificationId> after = post(3);
        reply();
        world.run(Duration.ofHours(2));
        assertThat(world.all())
                .allMatch(e -> world.standing(e.notification().id()).equals("held rejected"));
        assertThat(refused()).isEqualTo(2);
        assertThat(world.used()).isZero();

        reply();
        world.run(Duration.ofHours(2));
        assertThat(before.subList(0, 3)).allMatch(id -> world.standing(id).equals("sent"));
        assertThat(names()).containsExactly("alert 1", "alert 2", "alert 3");

        reply();
        world.run(Duration.ofHours(2));
        assertThat(names()).endsWith("alert 4", "alert 5");
        assertThat(world.standing(guilty)).isEqualTo("held rejected");

        reply();
        world.run(Duration.ofHours(2));
        reply();
        world.run(Duration.ofHours(2));
        assertThat(after).allMatch(id -> world.standing(id).equals("sent"));
        assertThat(world.standing(guilty)).isEqualTo("held rejected");
        assertThat(refused()).isEqualTo(3);
    }

    @Test
    void aRestartForgetsNothingOfIt() {
        List<NotificationId> innocent = post(5);
        NotificationId guilty = post(Priority.HIGH, "odd one", "");

        for (int i = 0; i < 20; i++) {
            if (i % 5 == 0) {
                world.personWrites();
            }
            world.step();
            world.restart();
            world.clock.advance(Duration.ofMinutes(30));
        }

        assertThat(world.standing(guilty)).isEqualTo("held rejected");
        assertThat(innocent).allMatch(id -> world.standing(id).equals("sent"));
        assertThat(refused()).isEqualTo(3);
    }

    @Test
    void whenEverythingIsRefusedTheTriesEnd() {
        world.wire.callsInvalid(text -> true);
        List<NotificationId> all = post(8);

        for (int i = 0; i < 8; i++) {
            reply();
            world.run(Duration.ofHours(2));
        }

        assertThat(all).allMatch(id -> world.standing(id).equals("held rejected"));
        // With markup, without, and alone.
        assertThat(all).allMatch(id -> world.entry(id).attempts().size() == 3);
        assertThat(refused()).isEqualTo(10);
        assertThat(world.used()).isZero();
    }

    @Test
    void whatIsRefusedAsTheOnlyTextOfABareMessageWasRefusedAlone() {
        NotificationId guilty = post(Priority.HIGH, "odd one", "");
        for (int i = 0; i < 3; i++) {
            reply();
            world.run(Duration.ofHours(1));
        }

        assertThat(world.standing(guilty)).isEqualTo("held rejected");
        assertThat(refused()).isEqualTo(2);
    }

    @Test
    void repeatsOfTheGuiltyOneAreRefusedTogether() {
        List<NotificationId> repeats = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            repeats.add(post(Priority.HIGH, "odd one", "the same"));
        }
        NotificationId innocent = post(Priority.HIGH, "disk full", "95 %");
        reply();
        world.run(Duration.ofHours(1));
        reply();

        world.run(Duration.ofHours(1));

        assertThat(repeats).allMatch(id -> world.standing(id).equals("held rejected"));
        assertThat(world.standing(innocent)).isEqualTo("sent");
        assertThat(refused()).isEqualTo(3);
    }

    @Test
    void whatWasOnlyCountedIsNotSuspected() {
        for (int i = 0; i < 300; i++) {
            // The third message of the release shows this one, and counts what is behind it.
            String name =
                    i == 50 ? "odd" : "a longer name of an alert, so that not all of them get a line, number " + i;
            post(Priority.DEFAULT, name, "");
        }
        reply();

        world.run(Duration.ofMinutes(20));

        assertThat(world.all()).filteredOn(e -> e.told() == Coverage.COUNTED).hasSizeBetween(200, 240);
        assertThat(world.phone.texts().get(2)).contains("more, not listed");
        assertThat(refused()).isPositive();
    }

    @Test
    void suspectsDoNotHoldUpWhatComesMeanwhile() {
        world.personWrites();
        for (int i = 0; i < 16; i++) {
            post(Priority.HIGH, "odd " + i, "");
        }
        world.run(Duration.ofSeconds(1));
        assertThat(refused()).isEqualTo(1);
        NotificationId fresh = post(Priority.HIGH, "fresh", "");

        world.run(Duration.ofMinutes(3));

        assertThat(world.standing(fresh)).isEqualTo("sent");
        assertThat(world.all()).filteredOn(e -> e.state().isWaiting()).hasSize(16);
        // Their bare text came first.
        assertThat(refused()).isEqualTo(2);
    }

    @Test
    void aStrayCodeMeanwhileRejectsNobodyForGood() {
        List<NotificationId> innocent = post(2);
        NotificationId guilty = post(Priority.HIGH, "odd one", "");
        reply();
        world.step();
        world.clock.advance(Duration.ofSeconds(2));
        world.wire.next(new SendOutcome.OtherCode(403, "captive portal"));
        world.step();
        assertThat(world.all())
                .allMatch(e -> world.standing(e.notification().id()).equals("held rejected"));

        reply();
        world.run(Duration.ofHours(2));
        reply();
        world.run(Duration.ofHours(2));

        assertThat(innocent).allMatch(id -> world.standing(id).equals("sent"));
        assertThat(world.standing(guilty)).isEqualTo("held rejected");
    }

    @Test
    void immediateDoesTheSame() {
        world.close();
        world = new DeliveryWorld(
                directory.resolve("immediate"), TestSettings.Delivery.IMMEDIATE, TestSettings.Window.DEFAULTS);
        world.wire.callsInvalid(text -> text.contains("odd"));
        List<NotificationId> innocent = post(2);
        NotificationId guilty = post(Priority.HIGH, "odd one", "");
        reply();
        world.run(Duration.ofMinutes(10));
        reply();

        world.run(Duration.ofMinutes(10));

        assertThat(world.standing(guilty)).isEqualTo("held rejected");
        assertThat(innocent).allMatch(id -> world.standing(id).equals("sent"));
    }
}
