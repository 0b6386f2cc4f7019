package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PhoneApiTest {
    private final Simulator simulator = Simulator.start();
    private final SimulatedIlink ilink = simulator.ilink();
    private final WireRequests requests = new WireRequests();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.shutdownNow();
        simulator.close();
    }

    @Test
    void signsInAndChatsWithoutABrowser() throws Exception {
        ilink.rules().digits = true;
        String code = Client.json(ilink.handle(requests.qrcode(List.of())))
                .path("qrcode")
                .asText();
        assertThat(get("state").path("qr").path("status").asText()).isEqualTo("wait");

        JsonNode scanned = post("scan", "");
        assertThat(scanned.path("qr").path("status").asText()).isEqualTo("need_verifycode");
        ilink.handle(requests.status(code, scanned.path("qr").path("digits").asText()));
        JsonNode confirmed = post("confirm", "");
        assertThat(confirmed.path("bound").asBoolean()).isTrue();
        JsonNode written = post("write", "{\"text\":\"hello\"}");

        assertThat(written.path("window").path("open").asBoolean()).isTrue();
        assertThat(written.path("chat").findValuesAsText("text")).containsExactly("hello");
    }

    @Test
    void showsWhatTheBotSent() throws Exception {
        String token = ilink.signIn().botToken();
        String context = ilink.phone().write("hello");
        ilink.handle(requests.send(token, ilink.phone().userId(), context, "c1", "disk full"));

        JsonNode line = get("state").path("chat").path(1);

        assertThat(line.path("from").asText()).isEqualTo("bot");
        assertThat(line.path("text").asText()).isEqualTo("disk full");
        assertThat(line.path("client_id").asText()).isEqualTo("c1");
    }

    @Test
    void showsAndOpensTheFilesThatTheBotSent() throws Exception {
        String token = ilink.signIn().botToken();
        String context = ilink.phone().write("hello");
        byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        String reference = MediaRequests.uploaded(ilink, requests, token, 3, page);
        ilink.handle(requests.send(
                token,
                ilink.phone().userId(),
                context,
                "c1",
                "",
                body -> body.withArray("/msg/item_list")
                        .set(0, MediaRequests.item(4, reference, page.length, "page.html"))));

        JsonNode media = get("state").path("chat").path(1).path("media");
        HttpResponse<byte[]> file = http.send(
                HttpRequest.newBuilder(URI.create(
                                simulator.baseUrl() + media.path("href").asText()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(media.path("kind").asText()).isEqualTo("file");
        assertThat(media.path("name").asText()).isEqualTo("page.html");
        assertThat(media.path("size").asInt()).isEqualTo(page.length);
        assertThat(file.body()).isEqualTo(page);
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("Content-Security-Policy")).hasValue("default-src 'none'; sandbox");
        assertThat(simulator.phone().media()).hasSize(1);
        assertThat(ilink.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scan|{}|409|no QR code was fetched yet",
                "confirm|{}|409|this phone has not scanned the newest QR code",
                "write|{}|400|there is no text",
                "next|{\"fault\":\"rain\"}|400|no such fault: rain",
                "rules|{\"gravity\":true}|400|no such rule: gravity",
                "dance|{}|400|no such action: dance",
                "write|nonsense|400|the body must be a JSON object"
            })
    void saysWhatIsNotPossible(String action, String body, int status, String error) throws Exception {
        HttpResponse<String> answer = send(action, body, "application/json");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + error + "\"}");
    }

    @Test
    void takesNoFormOfAnotherSite() throws Exception {
        HttpResponse<String> answer = send("write", "{\"text\":\"hello\"}", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(get("state").path("chat").isEmpty()).isTrue();
    }

    @Test
    void ordersFaultsAndRulesAndTime() throws Exception {
        post("next", "{\"call\":\"send\",\"fault\":\"lost-after\"}");
        post("next", "{\"call\":\"updates\",\"fault\":\"code:-14\"}");
        post("rules", "{\"bursts\":false,\"quota\":5}");
        JsonNode state = post("advance", "{\"by\":\"PT24H\"}");

        assertThat(state.path("faults").asInt()).isEqualTo(2);
        assertThat(state.path("rules").path("bursts").asBoolean()).isFalse();
        assertThat(state.path("window").path("quota").asInt()).isEqualTo(5);
        assertThat(state.path("ahead_seconds").asLong()).isEqualTo(86_400);
    }

    @Test
    void itsButtonsBreakTheLine() throws Exception {
        String token = ilink.signIn().botToken();
        post("until-start", "{\"call\":\"updates\",\"fault\":\"stale-token\"}");
        post("for-a-time", "{\"call\":\"send\",\"fault\":\"stale-token\",\"for\":\"PT2M\"}");
        JsonNode rules = post("rules", "{\"hold\":\"PT0S\",\"window\":\"PT12H\",\"needsStart\":true,\"newBots\":true}")
                .path("rules");
        post("write", "{\"text\":\"hello\"}");
        post("repeat", "{\"how\":\"new-context\"}");

        JsonNode poll = Client.json(ilink.handle(requests.updates(token, "")));
        ilink.handle(requests.plain("/ilink/bot/msg/notifystart", token));
        JsonNode again = Client.json(ilink.handle(requests.updates(token, "")));

        assertThat(rules.path("hold").asText()).isEqualTo("PT0S");
        assertThat(rules.path("needsStart").asBoolean()).isTrue();
        assertThat(poll.path("ret").asInt()).isEqualTo(-14);
        assertThat(again.path("msgs")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"until-start", "for-a-time", "from-now-on", "next", "rate-limit", "advance", "media", "no-more-faults"})
    void aButtonNeedsNoParameter(String action) throws Exception {
        assertThat(post(action, "").has("error")).isFalse();
    }

    @Test
    void tellsWhatBrokeTheRules() throws Exception {
        http.send(
                HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/ilink/bot/oops"))
                        .build(),
                HttpResponse.BodyHandlers.discarding());

        assertThat(get("violations").path(0).path("rule").asText()).isEqualTo("no such call");
        assertThat(get("requests").path(0).path("uri").asText()).isEqualTo("/ilink/bot/oops");
    }

    @Test
    void pushesEveryChange() throws Exception {
        HttpResponse<Stream<String>> live = http.send(
                HttpRequest.newBuilder(URI.create(simulator.phoneUrl() + "/api/live"))
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
        var lines = live.body().filter(line -> !line.isEmpty()).iterator();
        assertThat(lines.next()).startsWith("data: {").doesNotContain("hello");

        ilink.phone().write("hello");

        assertThat(lines.next()).contains("\"text\":\"hello\"");
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "/phone.css, text/css", "/phone.js, text/javascript", "/panel.js, text/javascript"})
    void servesItsPageWithoutAnythingFromElsewhere(String path, String type) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(simulator.phoneUrl() + path)).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(value -> assertThat(value).startsWith(type));
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'none';").doesNotContain("unsafe"));
        assertThat(answer.body()).doesNotContain("https://", "http://");
        assertThat(ilink.violations()).isEmpty();
    }

    @Test
    void anotherPersonHasAnotherPhone() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(simulator.phoneUrl() + "/api/state?as=anna"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body())
                .contains("\"person\":\"anna\"", ilink.phone("anna").userId());
    }

    private JsonNode get(String what) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(http.send(
                                HttpRequest.newBuilder(URI.create(simulator.phoneUrl() + "/api/" + what))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private JsonNode post(String action, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(action, body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private HttpResponse<String> send(String action, String body, String type)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(simulator.phoneUrl() + "/api/" + action))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
