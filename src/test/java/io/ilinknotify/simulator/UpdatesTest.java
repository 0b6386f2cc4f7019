package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;

import static org.assertj.core.api.Assertions.assertThat;

class UpdatesTest {
    private final Client client = new Client();
    private final Phone phone = client.phone;

    @Test
    void handsOutWhatThePersonWroteWithItsContext() {
        String context = phone.write("hello");

        JsonNode answer = client.poll("");

        JsonNode message = answer.path("msgs").path(0);
        assertThat(client.texts(answer)).containsExactly("hello");
        assertThat(message.path("context_token").asText()).isEqualTo(context);
        assertThat(message.path("from_user_id").asText()).isEqualTo(phone.userId());
        assertThat(message.path("to_user_id").asText()).isEqualTo(phone.botId());
        assertThat(message.path("message_type").asInt()).isEqualTo(1);
        assertThat(message.path("create_time_ms").asLong())
                .isEqualTo(client.server.clock().millis());
        assertThat(answer.path("longpolling_timeout_ms").asLong()).isEqualTo(35_000);
        assertThat(client.server.violations()).isEmpty();
    }

    @Test
    void anOldCursorIsNotReplayed() {
        phone.write("one");
        String first = client.poll("").path("get_updates_buf").asText();
        phone.write("two");
        String second = client.poll(first).path("get_updates_buf").asText();

        assertThat(client.texts(client.poll(second))).isEmpty();
        assertThat(client.texts(client.poll(first))).isEmpty();
        assertThat(client.texts(client.poll(""))).isEmpty();
    }

    @Test
    void whatAClientNeverAcknowledgedComesAgain() {
        client.server.next(Endpoint.UPDATES, Fault.lostAfter());
        phone.write("one");

        SimulatedAnswer lost = client.server.handle(client.requests.updates(client.token, ""));

        assertThat(lost).isEqualTo(new SimulatedAnswer.Cut());
        assertThat(client.texts(client.poll(""))).containsExactly("one");
    }

    @Test
    void holdsAPollUntilSomethingComes() {
        var answers = new ArrayList<SimulatedAnswer>();
        var held = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));
        held.request().onAnswer(answers::add);
        assertThat(answers).isEmpty();
        assertThat(held.request().atMost()).isEqualTo(Duration.ofSeconds(35));

        phone.write("hello");

        assertThat(answers).hasSize(1);
        assertThat(client.texts(Client.json(answers.getFirst()))).containsExactly("hello");
        assertThat(client.server.openPolls()).isZero();
    }

    @Test
    void aHeldPollThatRunsOutIsEmpty() {
        JsonNode answer = client.poll("");

        assertThat(answer.path("msgs").isEmpty()).isTrue();
        assertThat(client.server.openPolls()).isZero();
    }

    @Test
    void twoPollsOfOneTokenAreStealing() {
        var first = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));
        client.server.advance(Duration.ofSeconds(5));
        var second = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));
        phone.write("hello");

        assertThat(client.texts(Client.json(second))).containsExactly("hello");
        client.server.advance(Duration.ofSeconds(1));
        first.request().gone();
        assertThat(client.brokenRules()).containsExactly("stolen: two polls of one token at once");
    }

    @Test
    void aPollThatItsClientHungUpJustBeforeIsNoStealing() {
        var first = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));
        client.server.advance(Duration.ofSeconds(5));
        client.server.handle(client.requests.updates(client.token, ""));

        first.request().gone();

        assertThat(client.server.violations()).isEmpty();
        assertThat(client.server.openPolls()).isEqualTo(1);
    }

    @Test
    void messagesOfStrangersAndBotsAndMediaComeToo() {
        phone.strangerWrites("buy now");
        phone.echoOfBot("from the bot");
        phone.sendPicture();

        JsonNode messages = client.poll("").path("msgs");

        assertThat(messages.path(0).path("from_user_id").asText())
                .endsWith("@im.wechat")
                .isNotEqualTo(phone.userId());
        assertThat(messages.path(1).path("message_type").asInt()).isEqualTo(2);
        assertThat(messages.path(2).path("item_list").path(0).path("type").asInt())
                .isEqualTo(2);
        assertThat(phone.windowOpen()).isTrue();
    }

    @Test
    void aMessageCanComeTwiceUnderItsIdOrUnderANewOne() {
        String context = phone.write("hello");
        phone.repeatNewest(Phone.Copy.SAME);
        phone.repeatNewest(Phone.Copy.NEW_ID);
        phone.repeatNewest(Phone.Copy.NEW_ID_AND_CONTEXT);

        JsonNode messages = client.poll("").path("msgs");

        assertThat(messages.findValuesAsText("text")).containsExactly("hello", "hello", "hello", "hello");
        assertThat(messages.path(1)).isEqualTo(messages.path(0));
        assertThat(messages.path(2).path("message_id"))
                .isNotEqualTo(messages.path(0).path("message_id"));
        assertThat(messages.path(2).path("context_token").asText()).isEqualTo(context);
        assertThat(messages.path(3).path("context_token").asText()).isNotEqualTo(context);
    }

    @Test
    void aCopyUnderANewContextBringsNoFurtherSends() {
        String context = phone.write("hello");
        phone.repeatNewest(Phone.Copy.NEW_ID_AND_CONTEXT);
        String copy = client.poll("").path("msgs").path(1).path("context_token").asText();

        client.sendSlowly(copy, "c1", "x");

        assertThat(phone.quotaUsed(context)).isEqualTo(1);
    }

    @Test
    void aSignInElsewhereMakesTheTokenStaleInRetOrErrcode() {
        phone.signInElsewhere();

        JsonNode one = client.poll("");
        JsonNode two = client.poll("");

        assertThat(one.path("ret").asInt() + two.path("ret").asInt()).isEqualTo(-14);
        assertThat(one.path("errcode").asInt()).isEqualTo(-14);
        assertThat(two.path("errcode").asInt()).isEqualTo(-14);
    }

    @Test
    void aHeldPollEndsWithTheSessionThatIsGone() {
        var answers = new ArrayList<SimulatedAnswer>();
        var held = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));
        held.request().onAnswer(answers::add);

        client.server.untilStart(Endpoint.UPDATES, Fault.staleToken());

        assertThat(answers).hasSize(1);
        assertThat(Client.json(answers.getFirst()).path("ret").asInt()).isEqualTo(-14);
        assertThat(client.server.openPolls()).isZero();
    }

    @Test
    void aHeldPollHearsThatItsTokenWentStale() {
        var held = (SimulatedAnswer.Held) client.server.handle(client.requests.updates(client.token, ""));

        phone.signInElsewhere();

        assertThat(Client.json(held).path("errcode").asInt()).isEqualTo(-14);
    }

    @Test
    void aCursorThatWasNeverGivenIsAViolation() {
        client.poll("invented");

        assertThat(client.brokenRules()).containsExactly("get_updates_buf is not one that this bot was given");
    }

    @Test
    void aTwinCanBringAnotherContextWhichTakesThePlaceOfTheFirst() {
        String old = phone.write("hello");
        client.sendSlowly(old, "c1", "x");
        String newer = phone.repeatNewest(Phone.Copy.NEW_CONTEXT);

        JsonNode messages = client.poll("").path("msgs");

        assertThat(messages.path(1).path("message_id"))
                .isEqualTo(messages.path(0).path("message_id"));
        assertThat(messages.path(1).path("context_token").asText())
                .isEqualTo(newer)
                .isNotEqualTo(old);
        assertThat(client.sendSlowly(old, "c2", "x").path("errmsg").asText()).isEqualTo("prepare failed");
        assertThat(client.sendSlowly(newer, "c3", "x").has("message_id")).isTrue();
        assertThat(phone.quotaUsed()).isEqualTo(2);
    }

    @Test
    void aServerThatNeverHoldsAnswersAtOnce() {
        client.server.rules().hold = Duration.ZERO;

        SimulatedAnswer answer = client.server.handle(client.requests.updates(client.token, ""));

        assertThat(answer).isInstanceOf(SimulatedAnswer.Body.class);
        assertThat(Client.json(answer).has("longpolling_timeout_ms")).isFalse();
    }

    @Test
    void withoutNotifystartOnlyTheFirstMessageArrivesWhereItIsNeeded() {
        client.server.rules().needsStart = true;
        phone.write("one");
        phone.write("two");
        JsonNode first = client.poll("");
        assertThat(client.texts(first)).containsExactly("one");
        String cursor = first.path("get_updates_buf").asText();
        assertThat(client.texts(client.poll(cursor))).isEmpty();

        client.server.handle(client.requests.plain("/ilink/bot/msg/notifystart", client.token));

        assertThat(client.texts(client.poll(cursor))).containsExactly("two");
    }

    @Test
    void notifystartIsNeededAgainAfterMoreThanFiveMinutesWithoutAPoll() {
        client.server.rules().needsStart = true;
        client.server.handle(client.requests.plain("/ilink/bot/msg/notifystart", client.token));
        client.poll("");
        client.server.advance(Duration.ofMinutes(5));
        phone.write("one");
        phone.write("two");
        assertThat(client.texts(client.poll(""))).containsExactly("one", "two");

        client.server.advance(Duration.ofMinutes(5).plusSeconds(1));

        assertThat(client.texts(client.poll(""))).containsExactly("one");
    }

    @Test
    void withAnOldBotsCursorNothingIsEverReceived() {
        phone.write("one");
        String cursor = client.poll("").path("get_updates_buf").asText();
        client.server.rules().newBots = true;
        String token = phone.signIn().botToken();
        phone.write("two");

        JsonNode none = Client.json(client.server.handle(client.requests.updates(token, cursor)));
        JsonNode all = Client.json(client.server.handle(client.requests.updates(token, "")));

        assertThat(client.texts(none)).isEmpty();
        assertThat(client.texts(all)).containsExactly("two");
        assertThat(client.brokenRules()).containsExactly("get_updates_buf is not one that this bot was given");
    }
}
