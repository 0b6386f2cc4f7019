package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PairingTest {
    private final Client client = new Client();
    private final Phone phone = client.server.phone("somebody new");

    @Test
    void aScannedAndConfirmedCodeGivesCredentialsThatWork() {
        client.server.ownUrl = "http://127.0.0.1:4711";
        String code = fetch();

        phone.scan();
        assertThat(status(code)).isEqualTo("scaned");
        phone.tapConfirm();
        JsonNode confirmed = answer(code);

        assertThat(confirmed.path("status").asText()).isEqualTo("confirmed");
        assertThat(confirmed.path("ilink_bot_id").asText())
                .isEqualTo(phone.botId())
                .endsWith("@im.bot");
        assertThat(confirmed.path("ilink_user_id").asText())
                .isEqualTo(phone.userId())
                .endsWith("@im.wechat");
        assertThat(confirmed.path("baseurl").asText()).isEqualTo("http://127.0.0.1:4711");
        assertThat(ret(confirmed.path("bot_token").asText())).isZero();
        assertThat(client.server.violations()).isEmpty();
    }

    @Test
    void theCodeComesWithAnAddressToDrawAsAPicture() {
        JsonNode answer = Client.json(client.server.handle(client.requests.qrcode(List.of())));

        assertThat(answer.path("qrcode_img_content").asText())
                .startsWith("https://")
                .contains(answer.path("qrcode").asText());
    }

    @Test
    void aPollIsHeldUntilThePhoneDoesSomething() {
        String code = fetch();
        var heard = new java.util.ArrayList<String>();
        var held = (SimulatedAnswer.Held) client.server.handle(client.requests.status(code));
        held.request()
                .onAnswer(answer -> heard.add(Client.json(answer).path("status").asText()));
        assertThat(heard).isEmpty();

        phone.scan();

        assertThat(heard).containsExactly("scaned");
    }

    @Test
    void aHeldPollThatRunsOutSaysWait() {
        assertThat(status(fetch())).isEqualTo("wait");
    }

    @Test
    void aConfirmedCodeIsToldAgainWhenItsAnswerWasLost() {
        String code = confirmedCode();
        client.server.next(Endpoint.QRCODE_STATUS, Fault.lostAfter());

        assertThat(client.server.handle(client.requests.status(code))).isEqualTo(new SimulatedAnswer.Cut());

        assertThat(client.server.handle(client.requests.status(code))).isInstanceOf(SimulatedAnswer.Body.class);
        assertThat(status(code)).isEqualTo("confirmed");
    }

    @Test
    void asksForTheDigitsThatThePhoneShows() {
        client.server.rules().digits = true;
        String code = fetch();
        phone.scan();
        assertThat(status(code)).isEqualTo("need_verifycode");
        assertThatThrownBy(phone::tapConfirm).hasMessageContaining("nothing to confirm");

        assertThat(status(code, "wrong")).isEqualTo("need_verifycode");
        assertThat(status(code, phone.digits())).isEqualTo("scaned");
        phone.tapConfirm();

        assertThat(status(code)).isEqualTo("confirmed");
    }

    @Test
    void tooManyWrongDigitsBlockTheCode() {
        client.server.rules().digits = true;
        String code = fetch();
        phone.scan();

        List<String> heard =
                IntStream.range(0, 3).mapToObj(i -> status(code, "wrong")).toList();

        assertThat(heard).containsExactly("need_verifycode", "need_verifycode", "verify_code_blocked");
        assertThat(status(code, phone.digits())).isEqualTo("verify_code_blocked");
    }

    @Test
    void aCodeLivesFiveMinutes() {
        String code = fetch();
        client.server.advance(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(status(code)).isEqualTo("wait");

        client.server.advance(Duration.ofSeconds(1));

        assertThat(status(code)).isEqualTo("expired");
        assertThatThrownBy(phone::scan).hasMessageContaining("expired");
    }

    @Test
    void aHeldPollHearsThatItsCodeExpired() {
        String code = fetch();
        var held = (SimulatedAnswer.Held) client.server.handle(client.requests.status(code));
        var heard = new java.util.ArrayList<String>();
        held.request()
                .onAnswer(answer -> heard.add(Client.json(answer).path("status").asText()));

        client.server.advance(Duration.ofMinutes(5));

        assertThat(heard).containsExactly("expired");
    }

    @Test
    void redirectsOnceAfterTheScan() {
        client.server.rules().redirectHost = "127.0.0.1:1234";
        String code = fetch();
        phone.scan();

        JsonNode redirect = answer(code);

        assertThat(redirect.path("status").asText()).isEqualTo("scaned_but_redirect");
        assertThat(redirect.path("redirect_host").asText()).isEqualTo("127.0.0.1:1234");
        assertThat(status(code)).isEqualTo("scaned");
    }

    @Test
    void aRedirectMayComeWithoutAHost() {
        client.server.rules().redirectHost = "";
        String code = fetch();
        phone.scan();

        JsonNode redirect = answer(code);

        assertThat(redirect.path("status").asText()).isEqualTo("scaned_but_redirect");
        assertThat(redirect.has("redirect_host")).isFalse();
    }

    @Test
    void aBotThatTheClientAlreadyHoldsIsOnlyToldSo() {
        String held = phone.signIn().botToken();
        String code = fetch(held);
        phone.scan();

        phone.tapConfirm();
        JsonNode answer = answer(code);

        assertThat(answer.path("status").asText()).isEqualTo("binded_redirect");
        assertThat(answer.has("bot_token")).isFalse();
        assertThat(ret(held)).isZero();
    }

    @Test
    void aClientWhoseTokenIsStaleGetsANewOne() {
        String stale = phone.signIn().botToken();
        phone.signInElsewhere();
        String code = fetch(stale);
        phone.scan();

        phone.tapConfirm();

        assertThat(status(code)).isEqualTo("confirmed");
    }

    @Test
    void anOldTokenDiesHalfAMinuteAfterANewSignIn() {
        String old = phone.signIn().botToken();
        phone.signIn();

        client.server.advance(Duration.ofSeconds(29));
        assertThat(ret(old)).isZero();
        client.server.advance(Duration.ofSeconds(1));

        assertThat(ret(old)).isEqualTo(-14);
    }

    @Test
    void anotherPersonsSignInLeavesTheTokenAlone() {
        phone.signIn();
        client.server.advance(Duration.ofHours(1));

        assertThat(ret(client.token)).isZero();
    }

    @Test
    void answersCanBeForgedOrIncomplete() {
        client.server.rules().baseUrl = "https://evil.example";
        client.server.rules().withoutBotId = true;

        JsonNode confirmed = answer(confirmedCode());

        assertThat(confirmed.path("baseurl").asText()).isEqualTo("https://evil.example");
        assertThat(confirmed.has("ilink_bot_id")).isFalse();
    }

    @Test
    void thePhoneRefusesTheCodeOfAClientThatIsTooOld() {
        client.server.rules().oldestVersion = 2 << 16 | 5 << 8;
        fetch();

        assertThatThrownBy(phone::scan).hasMessageContaining("too old");
    }

    @Test
    void onlyTheNewestCodeIsOnTheScreen() {
        String first = fetch();
        String second = fetch();

        phone.scan();

        assertThat(status(first)).isEqualTo("wait");
        assertThat(status(second)).isEqualTo("scaned");
    }

    @Test
    void heldTokensMustComeNewestFirst() {
        String older = phone.signIn().botToken();
        String newer = phone.signIn().botToken();

        fetch(newer, older);
        assertThat(client.server.violations()).isEmpty();
        fetch(older, newer);

        assertThat(client.brokenRules()).containsExactly("local_token_list must have the newest token first");
    }

    private String confirmedCode() {
        String code = fetch();
        phone.scan();
        phone.tapConfirm();
        return code;
    }

    private String fetch(String... held) {
        return Client.json(client.server.handle(client.requests.qrcode(List.of(held))))
                .path("qrcode")
                .asText();
    }

    private String status(String code) {
        return answer(code).path("status").asText();
    }

    private String status(String code, String digits) {
        return Client.json(client.server.handle(client.requests.status(code, digits)))
                .path("status")
                .asText();
    }

    private JsonNode answer(String code) {
        return Client.json(client.server.handle(client.requests.status(code)));
    }

    private int ret(String token) {
        JsonNode answer = Client.json(client.server.handle(client.requests.config(token, phone.userId())));
        boolean foreign = answer.path("errmsg").asText().equals("invalid argument");
        return foreign ? 0 : answer.path("errcode").asInt(0);
    }
}
