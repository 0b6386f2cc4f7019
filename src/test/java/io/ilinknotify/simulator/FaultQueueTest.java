package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.simulator.Fault.Timing;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class FaultQueueTest {
    private final Client client = new Client();
    private final Phone phone = client.phone;

    static List<Fault> before() {
        return List.of(
                new Fault.Reset(Timing.BEFORE_DELIVERY),
                new Fault.Silence(Timing.BEFORE_DELIVERY),
                new Fault.Status(524, Timing.BEFORE_DELIVERY),
                new Fault.Garbage(Timing.BEFORE_DELIVERY),
                new Fault.RefusedCall(-12, "slow down"));
    }

    static List<Fault> after() {
        return List.of(
                new Fault.Reset(Timing.AFTER_DELIVERY),
                new Fault.Silence(Timing.AFTER_DELIVERY),
                new Fault.Status(500, Timing.AFTER_DELIVERY),
                new Fault.Garbage(Timing.AFTER_DELIVERY),
                new Fault.WithoutId(true, true),
                new Fault.Late(Duration.ofSeconds(20)));
    }

    @ParameterizedTest
    @MethodSource("before")
    void whatFailsBeforeDeliveryNeitherArrivesNorCosts(Fault fault) {
        String context = phone.write("hello");
        client.server.nextSend(fault);

        client.server.handle(client.requests.send(client.token, phone.userId(), context, "c1", "x"));

        assertThat(phone.messages()).isEmpty();
        assertThat(phone.quotaUsed()).isZero();
        assertThat(client.server.sends()).extracting(RecordedSend::verdict).containsExactly(Verdict.FAULT);
    }

    @ParameterizedTest
    @MethodSource("after")
    void whatFailsAfterDeliveryArrivesAndCosts(Fault fault) {
        String context = phone.write("hello");
        client.server.nextSend(fault);

        client.server.handle(client.requests.send(client.token, phone.userId(), context, "c1", "x"));

        assertThat(phone.texts()).containsExactly("x");
        assertThat(phone.quotaUsed()).isEqualTo(1);
    }

    @Test
    void faultsComeInTheirOrderAndThenAllIsWell() {
        String context = phone.write("hello");
        client.server.nextSend(Fault.prepareFailed());
        client.server.nextSend(new Fault.RefusedCall(-99, "odd"));

        assertThat(client.sendSlowly(context, "c1", "x").path("ret").asInt()).isEqualTo(-2);
        assertThat(client.sendSlowly(context, "c1", "x").path("ret").asInt()).isEqualTo(-99);
        assertThat(client.sendSlowly(context, "c1", "x").has("message_id")).isTrue();
    }

    @Test
    void aLastingFaultEndsWhenItIsTold() {
        client.server.fromNowOn(Endpoint.UPDATES, Fault.staleToken());
        assertThat(client.poll("").path("ret").asInt()).isEqualTo(-14);
        assertThat(client.poll("").path("ret").asInt()).isEqualTo(-14);

        client.server.noMoreFaults();

        assertThat(client.poll("").path("ret").asInt(0)).isZero();
    }

    @Test
    void aSendWithoutAnIdMayBeShownOrNot() {
        String context = phone.write("hello");
        client.server.nextSend(new Fault.WithoutId(true, false));
        client.server.nextSend(new Fault.WithoutId(false, true));

        JsonNode shown = client.sendSlowly(context, "c1", "shown");
        JsonNode hidden = client.sendSlowly(context, "c2", "hidden");

        assertThat(shown).hasToString("{\"ret\":0}");
        assertThat(hidden).hasToString("{}");
        assertThat(phone.texts()).containsExactly("shown");
        assertThat(phone.quotaUsed()).isEqualTo(2);
    }

    @Test
    void aFaultDoesNotTurnARefusalIntoSuccess() {
        client.server.nextSend(new Fault.WithoutId(true, true));

        assertThat(client.send("unknown", "c1", "x").path("ret").asInt()).isEqualTo(-2);
    }

    @Test
    void aHeldPollGoesWrongWhenItsAnswerComes() {
        client.server.next(Endpoint.UPDATES, new Fault.Garbage(Timing.AFTER_DELIVERY));
        var held = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));
        phone.write("hello");

        var answer = (SimulatedAnswer.Body) held.inTheEnd();

        assertThat(answer.body()).startsWith("<!doctype html>");
    }

    @Test
    void typingNeedsATicketOfGetconfig() {
        String ticket = Client.json(client.server.handle(client.requests.config(client.token, phone.userId())))
                .path("typing_ticket")
                .asText();

        client.server.handle(client.requests.typing(client.token, phone.userId(), ticket, 1));
        assertThat(phone.typing()).isTrue();
        client.server.handle(client.requests.typing(client.token, phone.userId(), ticket, 2));
        assertThat(phone.typing()).isFalse();
        JsonNode wrong =
                Client.json(client.server.handle(client.requests.typing(client.token, phone.userId(), "no", 1)));

        assertThat(wrong.path("ret").asInt()).isEqualTo(-3);
    }

    @Test
    void startAndStopAreCounted() {
        client.server.handle(client.requests.plain("/ilink/bot/msg/notifystart", client.token));
        client.server.handle(client.requests.plain("/ilink/bot/msg/notifystop", client.token));

        assertThat(client.server.count(Endpoint.NOTIFY_START)).isEqualTo(1);
        assertThat(client.server.count(Endpoint.NOTIFY_STOP)).isEqualTo(1);
    }

    @Test
    void aLostReceiveSessionRefusesPollsUntilNotifystartAndTakesSends() {
        String context = phone.write("hello");
        client.server.untilStart(Endpoint.UPDATES, Fault.staleToken());
        assertThat(client.poll("").path("ret").asInt()).isEqualTo(-14);
        client.server.advance(Duration.ofDays(1).minusMinutes(2));
        assertThat(client.poll("").path("ret").asInt()).isEqualTo(-14);
        assertThat(client.sendSlowly(context, "c1", "x").has("message_id")).isTrue();

        client.server.handle(client.requests.plain("/ilink/bot/msg/notifystart", client.token));

        assertThat(client.texts(client.poll(""))).containsExactly("hello");
    }

    @Test
    void sendsCanBeRefusedForATimeWhilePollsWork() {
        String context = phone.write("hello");
        client.server.fromNowOn(Endpoint.SEND, Fault.staleToken(), Duration.ofMinutes(2));
        assertThat(client.sendSlowly(context, "c1", "x").path("ret").asInt()).isEqualTo(-14);
        assertThat(client.texts(client.poll(""))).containsExactly("hello");

        assertThat(client.sendSlowly(context, "c2", "x").has("message_id")).isTrue();
    }

    @Test
    void aMessageCanBeShownHoursAfterItsId() {
        String context = phone.write("hello");
        client.server.nextSend(new Fault.ShownLate(Duration.ofHours(2)));

        assertThat(client.sendSlowly(context, "c1", "late").has("message_id")).isTrue();
        client.sendSlowly(context, "c2", "soon");
        client.server.advance(Duration.ofHours(2).minusMinutes(1).minusSeconds(1));
        assertThat(phone.texts()).containsExactly("soon");
        client.server.advance(Duration.ofSeconds(1));

        assertThat(phone.texts()).containsExactly("soon", "late");
        assertThat(phone.quotaUsed()).isEqualTo(2);
    }
}
