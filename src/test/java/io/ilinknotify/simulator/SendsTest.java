package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class SendsTest {
    private final Client client = new Client();
    private final Phone phone = client.phone;

    @Test
    void deliversInOrderAndGivesAnIdForEach() {
        String context = phone.write("hello");

        JsonNode first = client.send(context, "c1", "one");
        client.server.advance(Duration.ofSeconds(2));
        JsonNode second = client.send(context, "c2", "two");

        assertThat(phone.texts()).containsExactly("one", "two");
        assertThat(phone.messages().getFirst().messageId())
                .isEqualTo(first.path("message_id").asText());
        assertThat(second.path("message_id").isIntegralNumber()).isTrue();
        assertThat(phone.quotaUsed()).isEqualTo(2);
        assertThat(client.server.violations()).isEmpty();
    }

    @Test
    void idsAreUnsigned64BitNumbersThatNoDoubleAndNoLongHolds() {
        String context = phone.write("hello");

        var ids = new java.util.ArrayList<BigInteger>();
        for (int i = 0; i < 6; i++) {
            ids.add(client.sendSlowly(context, "c" + i, "x").path("message_id").bigIntegerValue());
        }

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.signum() > 0 && id.bitLength() <= 64);
        assertThat(ids).anyMatch(id -> id.bitLength() == 64).anyMatch(id -> id.bitLength() == 54);
    }

    @Test
    void successHasRetZeroOrNoneAtAll() {
        String context = phone.write("hello");

        JsonNode one = client.sendSlowly(context, "c1", "x");
        JsonNode two = client.sendSlowly(context, "c2", "x");

        assertThat(one.has("ret")).isNotEqualTo(two.has("ret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from_user_id",
                "to_user_id",
                "client_id",
                "message_type",
                "message_state",
                "item_list",
                "context_token"
            })
    void aMissingFieldIsAnsweredWithAnEmptyObjectAndNothingIsDelivered(String field) {
        String context = phone.write("hello");

        SimulatedAnswer answer = client.server.handle(client.requests.send(
                client.token,
                phone.userId(),
                context,
                "c1",
                "x",
                body -> ((ObjectNode) body.get("msg")).remove(field)));

        assertThat(answer).isEqualTo(SimulatedAnswer.Body.json("{}"));
        assertThat(phone.messages()).isEmpty();
        assertThat(phone.quotaUsed()).isZero();
        assertThat(client.brokenRules()).singleElement().asString().startsWith("msg." + field);
    }

    @Test
    void aMissingBaseInfoIsAnsweredWithAnEmptyObjectToo() {
        String context = phone.write("hello");

        SimulatedAnswer answer = client.server.handle(client.requests.send(
                client.token, phone.userId(), context, "c1", "x", body -> body.remove("base_info")));

        assertThat(answer).isEqualTo(SimulatedAnswer.Body.json("{}"));
        assertThat(phone.messages()).isEmpty();
        assertThat(client.server.violations()).isNotEmpty();
    }

    @Test
    void takesExactlyOneItem() {
        String context = phone.write("hello");

        SimulatedAnswer answer = client.server.handle(client.requests.send(
                client.token,
                phone.userId(),
                context,
                "c1",
                "x",
                body -> body.withArray("/msg/item_list").addObject().put("type", 1)));

        assertThat(answer).isEqualTo(SimulatedAnswer.Body.json("{}"));
        assertThat(phone.messages()).isEmpty();
    }

    @Test
    void aRepeatedClientIdIsDeliveredTwice() {
        String context = phone.write("hello");

        JsonNode first = client.sendSlowly(context, "same", "x");
        JsonNode second = client.sendSlowly(context, "same", "x");

        assertThat(phone.texts()).containsExactly("x", "x");
        assertThat(second.path("message_id")).isNotEqualTo(first.path("message_id"));
        assertThat(phone.quotaUsed()).isEqualTo(2);
    }

    @Test
    void aRepeatedClientIdIsRemovedWhenTheSwitchSaysSo() {
        client.server.rules().removesRepeats = true;
        String context = phone.write("hello");

        JsonNode first = client.sendSlowly(context, "same", "x");
        JsonNode second = client.sendSlowly(context, "same", "x");

        assertThat(phone.texts()).containsExactly("x");
        assertThat(second.path("message_id")).isEqualTo(first.path("message_id"));
        assertThat(phone.quotaUsed()).isEqualTo(1);
    }

    @Test
    void tenSendsPerMessageOfThePersonAndTheEleventhIsRefused() {
        String context = phone.write("hello");
        for (int i = 0; i < 10; i++) {
            assertThat(client.sendSlowly(context, "c" + i, "x").has("message_id"))
                    .isTrue();
        }

        assertRefused(client.sendSlowly(context, "c10", "x"), -2, "prepare failed");
        String newer = phone.write("again");

        assertThat(client.sendSlowly(newer, "c11", "x").has("message_id")).isTrue();
        assertThat(phone.quotaUsed()).isEqualTo(1);
        assertThat(phone.quotaUsed(context)).isEqualTo(10);
    }

    @Test
    void theWindowShuts24HoursAfterTheNewestMessage() {
        String old = phone.write("hello");
        client.server.advance(Duration.ofHours(23));
        phone.write("still here");
        client.server.advance(Duration.ofHours(24).minusSeconds(1));

        assertThat(client.send(old, "c1", "x").has("message_id")).isTrue();
        client.server.advance(Duration.ofSeconds(1));

        assertRefused(client.send(old, "c2", "x"), -2, "prepare failed");
        assertThat(phone.windowOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "made-up"})
    void anUnknownContextIsRefused(String context) {
        phone.write("hello");

        assertRefused(client.send(context, "c1", "x"), -2, "prepare failed");
    }

    @Test
    void aContextOfAnotherPersonIsRefused() {
        phone.write("hello");
        String foreign = phone.strangerWrites("hi");

        assertRefused(client.send(foreign, "c1", "x"), -2, "prepare failed");
        assertThat(client.server.sends()).extracting(RecordedSend::verdict).containsExactly(Verdict.FOREIGN_CONTEXT);
    }

    @Test
    void aTextOverTheLimitIsRefusedWithoutAWord() {
        client.server.rules().textLimit = 100;
        String context = phone.write("hello");

        assertRefused(client.sendSlowly(context, "c1", "x".repeat(101)), -2, "");
        assertThat(client.sendSlowly(context, "c2", "x".repeat(100)).has("message_id"))
                .isTrue();
    }

    @Test
    void theThirdSendWithinASecondIsABurst() {
        String context = phone.write("hello");

        client.send(context, "c1", "x");
        client.send(context, "c2", "x");

        assertRefused(client.send(context, "c3", "x"), -2, "rate limited");
        assertThat(phone.rateLimited()).isTrue();
        assertThat(phone.quotaUsed()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"42, false", "43, true"})
    void moreThanSevenSendsInFiveMinutesAreABurst(int gap, boolean taken) {
        String context = phone.write("hello");
        for (int i = 0; i < 7; i++) {
            assertThat(client.send(context, "c" + i, "x").has("message_id")).isTrue();
            client.server.advance(Duration.ofSeconds(gap));
        }

        assertThat(client.send(context, "c7", "x").has("message_id")).isEqualTo(taken);
    }

    @Test
    void aTryWhileRateLimitedProlongsIt() {
        String context = phone.write("hello");
        for (int i = 0; i < 3; i++) {
            client.send(context, "c" + i, "x");
        }
        client.server.advance(Duration.ofMinutes(29));

        assertRefused(client.send(context, "c3", "x"), -2, "rate limited");
        client.server.advance(Duration.ofMinutes(29));
        assertThat(phone.rateLimited()).isTrue();
        client.server.advance(Duration.ofMinutes(1));

        assertThat(client.send(context, "c4", "x").has("message_id")).isTrue();
    }

    @Test
    void burstsCanBeSwitchedOff() {
        client.server.rules().bursts = false;
        String context = phone.write("hello");

        for (int i = 0; i < 10; i++) {
            assertThat(client.send(context, "c" + i, "x").has("message_id")).isTrue();
        }
    }

    @Test
    void aRestrictedAccountGetsNoIdAndThePhoneShowsNothing() {
        client.server.rules().restricted = true;
        String context = phone.write("hello");

        JsonNode answer = client.send(context, "c1", "x");

        assertThat(answer.has("message_id")).isFalse();
        assertThat(answer.path("ret").asInt(0)).isZero();
        assertThat(phone.messages()).isEmpty();
        assertThat(phone.quotaUsed()).isEqualTo(1);
    }

    private static void assertRefused(JsonNode answer, int ret, String errmsg) {
        assertThat(answer.path("ret").asInt()).isEqualTo(ret);
        assertThat(answer.path("errmsg").asText("none")).isEqualTo(errmsg);
        assertThat(answer.has("message_id")).isFalse();
    }
}
