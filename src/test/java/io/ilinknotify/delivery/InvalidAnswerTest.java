package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;
import io.ilinknotify.notification.NotificationId;
import io.ilinknotify.notification.Phase;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.State;
import io.ilinknotify.simulator.Endpoint;
import io.ilinknotify.simulator.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static io.ilinknotify.delivery.DeliveryWorld.draft;
import static org.assertj.core.api.Assertions.assertThat;

/** What the server calls invalid, or answers with a code that nobody knows. */
class InvalidAnswerTest {
    @AutoClose
    private final DeliveryWorld world = DeliveryWorld.thrifty();

    /** T1a */
    @Test
    void aReminderThatTheServerCallsInvalidIsNotSentForEver() {
        world.personWrites();
        world.server.fromNowOn(Endpoint.SEND, new Fault.RefusedCall(-3, "invalid argument"));

        world.run(Duration.ofHours(24));

        assertThat(world.server.sends()).hasSizeLessThanOrEqualTo(2);
    }

    /** T1b */
    @Test
    void aReleaseOfAnHonestyLineThatTheServerCallsInvalidIsNotSentForEver() {
        world.personWrites();
        world.server.nextSend(Fault.lostAfter());
        world.post(Priority.DEFAULT, "lost");
        world.run(Duration.ofMinutes(10));
        int before = world.server.sends().size();
        world.server.fromNowOn(Endpoint.SEND, new Fault.RefusedCall(-3, "invalid argument"));
        world.personWrites();

        world.run(Duration.ofHours(20));

        assertThat(world.server.sends().size() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void reportsRejectedAfterAReply() {
        world.personWrites();
        world.server.nextSend(new Fault.RefusedCall(-77, "new rule"));
        NotificationId id = world.post(Priority.CRITICAL, "odd");
        world.run(Duration.ofMinutes(1));
        world.personWrites();
        world.run(Duration.ofMinutes(1));
        assertThat(world.standing(id)).isEqualTo("sent");
    }

    @Test
    void whatAStrayAnswerOfAProxyHeldIsReleasedByAReply() {
        for (int i = 0; i < 20; i++) {
            world.post(draft(Priority.HIGH, "n" + i, "text"));
        }
        world.server.nextSend(new Fault.RefusedCall(403, "captive portal"));
        world.personWrites();
        world.run(Duration.ofHours(1));
        world.personWrites();
        world.run(Duration.ofHours(6));
        world.personWrites();
        world.run(Duration.ofHours(1));

        assertThat(world.all()).allMatch(e -> e.state() == State.SENT);
    }

    @Test
    void aLongTextThatGoesOutBareFillsTheMessage() {
        world.personWrites();
        world.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));
        world.post(Priority.CRITICAL, "word ".repeat(600).strip());
        world.run(Duration.ofMinutes(1));

        String text = world.phone.texts().getFirst();
        assertThat(text.length()).as(text).isGreaterThan(1000);
    }

    @Test
    void aPartThatIsCalledInvalidDoesNotBeginAnew() {
        world.personWrites();
        world.post(draft(Priority.CRITICAL, "title", "word ".repeat(800).strip()));
        world.step();
        world.server.nextSend(new Fault.RefusedCall(-3, "invalid argument"));

        world.run(Duration.ofMinutes(5));

        assertThat(world.phone.texts())
                .hasSize(3)
                .filteredOn(text -> text.contains("title"))
                .hasSize(1);
    }

    @Test
    void theReminderIsNotTheTurnOfASuspect() {
        world.wire.callsInvalid(text -> text.contains("odd"));
        world.server.rules().bursts = false;
        world.personWrites();
        world.run(Duration.ofHours(21));
        world.post(draft(Priority.LOW, "low", ""));
        world.post(draft(Priority.LOW, "odd low", ""));

        world.run(Duration.ofHours(2));

        assertThat(world.phone.texts()).singleElement().asString().contains("Please reply");
    }

    @Test
    void aNameBelowTheNotificationsDoesNotSpoilEveryMessage() {
        world.personWrites();
        world.server.nextSend(Fault.lostAfter());
        world.post(draft(Priority.DEFAULT, "odd one", ""));
        world.run(Duration.ofHours(1));
        world.wire.callsInvalid(text -> text.contains("odd"));
        world.post(draft(Priority.DEFAULT, "first", ""));
        world.run(Duration.ofHours(1));
        world.post(draft(Priority.DEFAULT, "second", ""));
        world.run(Duration.ofHours(1));
        world.post(draft(Priority.DEFAULT, "third", ""));
        world.run(Duration.ofHours(1));

        assertThat(world.phone.texts()).containsExactly("odd one", "first", """
                second
                ❔ 1 may not have arrived""", "third");
        assertThat(world.outcomes)
                .filteredOn(SendOutcome.Invalid.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aNameOfWhatEndedMeanwhileDoesNotSpoilTheRelease() {
        world.wire.callsInvalid(text -> text.contains("odd"));
        NotificationId firing = world.post(draft(Priority.DEFAULT, "disk full", "95 %"));
        NotificationId ended = world.post(draft(Priority.DEFAULT, "odd one", "", null, null, Phase.RESOLVED));
        world.clock.advance(Duration.ofMinutes(1));
        world.personWrites();

        world.run(Duration.ofMinutes(10));

        assertThat(world.phone.texts().getFirst()).startsWith("✅ 1 resolved\n");
        assertThat(world.phone.texts().get(1)).startsWith("disk full").endsWith("95 %");
        assertThat(List.of(firing, ended)).allMatch(id -> world.standing(id).equals("sent"));
        assertThat(world.outcomes)
                .filteredOn(SendOutcome.Invalid.class::isInstance)
                .hasSize(1);
    }
}
