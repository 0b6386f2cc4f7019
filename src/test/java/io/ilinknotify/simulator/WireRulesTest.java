package io.ilinknotify.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class WireRulesTest {
    private final Client client = new Client();

    @ParameterizedTest
    @CsvSource({
        "Content-Type, text/plain",
        "Content-Type, application/json;charset=UTF-8",
        "AuthorizationType, bearer",
        "iLink-App-Id, wechat",
        "iLink-App-ClientVersion, 2.4.9",
        "X-WECHAT-UIN, 12345",
        "X-WECHAT-UIN, NDI5NDk2NzI5Ng==",
        "Authorization, Basic abc"
    })
    void aWrongHeaderIsRefusedAndStandsInTheRecord(String name, String value) {
        SimulatedAnswer wrong = handle(headers -> headers.put(name, value));
        SimulatedAnswer missing = handle(headers -> headers.remove(name));

        assertThat(Client.json(wrong).path("ret").asInt()).isEqualTo(-3);
        assertThat(Client.json(missing).path("ret").asInt()).isEqualTo(-3);
        assertThat(client.brokenRules()).hasSizeGreaterThanOrEqualTo(2).anyMatch(rule -> rule.startsWith(name));
    }

    @Test
    void theLargestUinIsAccepted() {
        handle(headers -> headers.put("X-WECHAT-UIN", "NDI5NDk2NzI5NQ=="));

        assertThat(client.server.violations()).isEmpty();
    }

    @Test
    void theUinMustBeFresh() {
        handle(headers -> headers.put("X-WECHAT-UIN", "MTIz"));
        handle(headers -> headers.put("X-WECHAT-UIN", "MTIz"));

        assertThat(client.brokenRules()).containsExactly("X-WECHAT-UIN must be a fresh one for each request");
    }

    @Test
    void theBodyMustHaveItsLength() {
        SimulatedAnswer chunked = handle(headers -> {
            headers.remove("Content-Length");
            headers.put("Transfer-Encoding", "chunked");
        });
        SimulatedAnswer wrong = handle(headers -> headers.put("Content-Length", "3"));

        assertThat(((SimulatedAnswer.Body) chunked).status()).isEqualTo(411);
        assertThat(((SimulatedAnswer.Body) wrong).status()).isEqualTo(411);
        assertThat(client.brokenRules()).hasSize(2);
    }

    @Test
    void theOneGetCarriesNothingButItsTwoHeaders() {
        String code = Client.json(client.server.handle(client.requests.qrcode(List.of())))
                .path("qrcode")
                .asText();
        SimulatedRequest good = client.requests.status(code);
        var headers = new HashMap<>(good.headers());
        headers.put("Authorization", "Bearer " + client.token);

        client.server.handle(new SimulatedRequest("GET", good.uri(), headers, ""));

        assertThat(client.brokenRules()).containsExactly("Authorization does not belong on a GET");
    }

    @Test
    void signInCarriesNoToken() {
        SimulatedRequest good = client.requests.qrcode(List.of());
        var headers = new HashMap<>(good.headers());
        headers.put("Authorization", "Bearer " + client.token);

        client.server.handle(new SimulatedRequest("POST", good.uri(), headers, good.body()));

        assertThat(client.brokenRules()).containsExactly("Authorization does not belong here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one two", "名字/1.0", "a/b/c", "name"})
    void theBotAgentNamesProducts(String agent) {
        send(body -> body.replace("\"bot_agent\":\"ilink-notify/0.1.0\"", "\"bot_agent\":\"" + agent + "\""));

        assertThat(client.brokenRules())
                .containsExactly("base_info.bot_agent must be Name/Version products in at most 256 bytes of ASCII");
    }

    @Test
    void theVersionInTheBodyIsTheOneInTheHeader() {
        send(body -> body.replace("2.4.9", "2.4.8"));

        assertThat(client.brokenRules())
                .containsExactly("base_info.channel_version must be the version that iLink-App-ClientVersion tells");
    }

    @Test
    void otherPathsAndMethodsAreUnknown() {
        SimulatedAnswer unknown = client.server.handle(new SimulatedRequest("GET", "/else", Map.of(), ""));
        SimulatedAnswer oldWay =
                client.server.handle(new SimulatedRequest("GET", "/ilink/bot/get_bot_qrcode", Map.of(), ""));

        assertThat(((SimulatedAnswer.Body) unknown).status()).isEqualTo(404);
        assertThat(((SimulatedAnswer.Body) oldWay).status()).isEqualTo(405);
        assertThat(client.brokenRules()).containsExactly("no such call", "must be a POST");
    }

    @Test
    void aBodyThatIsNoJsonObjectIsABadRequest() {
        SimulatedAnswer answer = send(body -> "[1]");

        assertThat(((SimulatedAnswer.Body) answer).status()).isEqualTo(400);
    }

    @Test
    void everyRequestIsRecordedAsItCame() {
        SimulatedRequest request = client.requests.config(client.token, client.phone.userId());

        client.server.handle(request);

        assertThat(client.server.requests(Endpoint.CONFIG))
                .extracting(TrafficLog.SeenRequest::request)
                .containsExactly(request);
        assertThat(client.server.count(Endpoint.CONFIG)).isEqualTo(1);
    }

    private SimulatedAnswer handle(Consumer<Map<String, String>> change) {
        SimulatedRequest good = client.requests.config(client.token, client.phone.userId());
        var headers = new HashMap<>(good.headers());
        change.accept(headers);
        return client.server.handle(new SimulatedRequest("POST", good.uri(), lowerCase(headers), good.body()));
    }

    private SimulatedAnswer send(java.util.function.UnaryOperator<String> change) {
        SimulatedRequest good = client.requests.config(client.token, client.phone.userId());
        String body = change.apply(good.body());
        var headers = new HashMap<>(good.headers());
        headers.put("Content-Length", Integer.toString(body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length));
        return client.server.handle(new SimulatedRequest("POST", good.uri(), headers, body));
    }

    private static Map<String, String> lowerCase(Map<String, String> headers) {
        var lower = new HashMap<String, String>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return lower;
    }
}
