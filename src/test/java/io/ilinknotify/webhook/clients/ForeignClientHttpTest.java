package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Every door for clients of other services: the request that its service documents, and what its client takes for an answer. */
@QuarkusTest
class ForeignClientHttpTest {
    private static final String TOKEN = "test-token-for-sending-0123456789";
    private static final String WRONG = "a-wrong-token-that-somebody-typed";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Inject
    MeterRegistry metrics;

    /**
     * @param request method, address and, after that, a body; {@code T} is a token
     * @param status of success
     * @param success the whole answer as a pattern
     * @param said title and text on the phone, after the client's name
     * @param wrong the answer to a wrong token as a pattern, after its status
     */
    record Door(String request, String type, int status, String success, String said, String wrong) {
        @Override
        public String toString() {
            return request.substring(0, Math.min(60, request.length()));
        }
    }

    static List<Door> doors() {
        String ok = "\\{\"errcode\":0,\"errmsg\":\"ok\"}";
        String bark = "\\{\"code\":200,\"message\":\"success\",\"timestamp\":\\d{10}}";
        String noBark = "400 \\{\"code\":400,\"message\":\"failed to get device token\",\"timestamp\":\\d+}";
        String pushplus = "\\{\"code\":200,\"msg\":\"请求成功\",\"data\":\"\\w{26}\"}";
        String noPushplus = "401 \\{\"code\":903,\"msg\":\"无效的用户token\"}";
        String chan = "\\{\"code\":0,\"message\":\"\",\"data\":\\{\"pushid\":\"\\d+\",\"readkey\":\"\\w{26}\","
                + "\"error\":\"SUCCESS\",\"errno\":0}}";
        String noChan = "401 \\{\"code\":40001,\"message\":\"bad sendkey\"}";
        String telegram =
                "\\{\"ok\":true,\"result\":\\{\"message_id\":\\d+,\"chat\":\\{\"id\":\"42\",\"type\":\"private\"},"
                        + "\"date\":\\d{10},\"text\":\"[^\"]+\"}}";
        String noTelegram = "401 \\{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}";
        String deer = "\\{\"code\":0,\"content\":\\{\"result\":\\[\"\\{\\\\\"counts\\\\\":1.*\"]}}";
        return List.of(
                new Door(
                        "POST /webhook/slack?token=T {\"text\":\"slack at our own\"}",
                        JSON,
                        200,
                        "ok",
                        "slack|null|slack at our own",
                        "403 invalid_token"),
                new Door(
                        "POST /services/T000/B000/T payload=%7B%22text%22%3A%22slack+at+its+own%22%7D",
                        FORM, 200, "ok", "slack|null|slack at its own", "403 invalid_token"),
                new Door(
                        "POST /api/webhooks/123/T {\"content\":\"discord says\"}",
                        JSON,
                        204,
                        "",
                        "discord|null|discord says",
                        "401 \\{\"code\":50027,\"message\":\"Invalid Webhook Token\"}"),
                new Door(
                        "POST /api/webhooks/123/T?wait=true {\"embeds\":[{\"title\":\"Deploy\",\"description\":\"discord waits\","
                                + "\"url\":\"https://example.org/\",\"fields\":[{\"name\":\"host\",\"value\":\"web-1\"}]}]}",
                        JSON,
                        200,
                        "\\{\"id\":\"\\d+\",\"type\":0,\"content\":\"discord waits.*",
                        "discord|Deploy|discord waits\nhost: web-1",
                        "401 \\{\"code\":50027,\"message\":\"Invalid Webhook Token\"}"),
                new Door(
                        "POST /cgi-bin/webhook/send?key=T {\"msgtype\":\"text\",\"text\":{\"content\":\"wecom 你好\"}}",
                        JSON,
                        200,
                        ok,
                        "wecom|null|wecom 你好",
                        "401 \\{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}"),
                new Door(
                        "POST /robot/send?access_token=T&timestamp=1&sign=x {\"msgtype\":\"markdown\",\"markdown\":"
                                + "{\"title\":\"钉钉\",\"text\":\"dingtalk **说**\"}}",
                        JSON,
                        200,
                        ok,
                        "dingtalk|钉钉|dingtalk **说**",
                        "401 \\{\"errcode\":300005,\"errmsg\":\"token is not exist\"}"),
                new Door(
                        "POST /open-apis/bot/v2/hook/T {\"msg_type\":\"post\",\"content\":{\"post\":{\"zh_cn\":{\"title\":\"飞书\","
                                + "\"content\":[[{\"tag\":\"text\",\"text\":\"feishu \"},{\"tag\":\"a\",\"text\":\"页\",\"href\":\"https://e.org/\"}]]}}}}",
                        JSON,
                        200,
                        "\\{\"code\":0,\"msg\":\"success\"}",
                        "feishu|飞书|feishu 页 https://e.org/",
                        "401 \\{\"code\":19001,\"msg\":\"param invalid: .*\"}"),
                new Door(
                        "POST /open-apis/bot/v2/hook/T {\"msg_type\":\"interactive\",\"card\":{\"header\":{\"title\":"
                                + "{\"tag\":\"plain_text\",\"content\":\"卡片\"}},\"elements\":[{\"tag\":\"div\",\"text\":"
                                + "{\"tag\":\"lark_md\",\"content\":\"feishu card\"}}]}}",
                        JSON,
                        200,
                        "\\{\"code\":0,\"msg\":\"success\"}",
                        "feishu|卡片|feishu card",
                        "401 .*19001.*"),
                new Door(
                        "POST /T.send title=Server&desp=serverchan+form",
                        FORM,
                        200,
                        chan,
                        "serverchan|Server|serverchan form",
                        noChan),
                new Door(
                        "GET /serverchan/T.send?title=Server&desp=serverchan%20query",
                        "", 200, chan, "serverchan|Server|serverchan query", noChan),
                new Door("GET /bark/T/bark%20alone", "", 200, bark, "bark|null|bark alone", noBark),
                new Door(
                        "GET /bark/T/%E6%A0%87%E9%A2%98/bark%2Fbody?group=ops&level=timeSensitive",
                        "", 200, bark, "bark|标题|bark/body", noBark),
                new Door(
                        "POST /push {\"device_key\":\"T\",\"title\":\"Bark\",\"body\":\"bark pushed\",\"level\":\"critical\"}",
                        JSON,
                        200,
                        bark,
                        "bark|Bark|bark pushed",
                        noBark),
                new Door(
                        "POST /pushplus/send {\"token\":\"T\",\"title\":\"Plus\",\"content\":\"<p>pushplus <b>json</b></p>\"}",
                        JSON,
                        200,
                        pushplus,
                        "pushplus|Plus|pushplus json",
                        noPushplus),
                new Door(
                        "GET /send?token=T&title=Plus&content=pushplus%20query&template=txt",
                        "", 200, pushplus, "pushplus|Plus|pushplus query", noPushplus),
                new Door(
                        "GET /message/push?pushkey=T&text=pushdeer",
                        "",
                        200,
                        deer,
                        "pushdeer|null|pushdeer",
                        "401 \\{\"code\":80403,\"error\":\"pushkey is wrong\"}"),
                new Door(
                        "POST /message/push pushkey=T&text=Deer&desp=pushdeer+form&type=markdown",
                        FORM,
                        200,
                        deer,
                        "pushdeer|Deer|pushdeer form",
                        "401 .*80403.*"),
                new Door(
                        "POST /botT/sendMessage {\"chat_id\":42,\"text\":\"<b>telegram</b> &amp; html\",\"parse_mode\":\"HTML\"}",
                        JSON,
                        200,
                        telegram,
                        "telegram|null|telegram & html",
                        noTelegram),
                new Door(
                        "GET /botT/sendMessage?chat_id=42&text=telegram%20%5C%2Aquery%5C%2A%20%2Abold%2A&parse_mode=MarkdownV2",
                        "", 200, telegram, "telegram|null|telegram *query* bold", noTelegram),
                new Door(
                        "POST /1/messages.json token=T&user=u&title=Over&message=pushover+says&priority=2",
                        FORM,
                        200,
                        "\\{\"status\":1,\"request\":\"\\w{26}\"}",
                        "pushover|Over|pushover says",
                        "400 \\{\"status\":0,\"request\":\"unauthorized\",\"errors\":\\[\"application token is invalid\"],\"token\":\"invalid\"}"),
                new Door(
                        "POST /message?token=T {\"title\":\"Got\",\"message\":\"gotify says\",\"priority\":8}",
                        JSON,
                        200,
                        "\\{\"id\":\\d+,\"appid\":1,\"message\":\"gotify says\",\"title\":\"Got\",\"priority\":8,.*}",
                        "gotify|Got|gotify says",
                        "401 \\{\"error\":\"A token is needed\",\"errorCode\":401,.*}"),
                new Door(
                        "GET /ntfy/ops/publish?message=ntfy%20published&title=N",
                        "",
                        200,
                        "\\{\"id\":\"\\w{26}\",\"time\":\\d{10},\"event\":\"message\",\"topic\":\"ops\",.*}",
                        "ntfy|N|ntfy published",
                        "401 \\{\"code\":40101,\"http\":401,\"error\":\"unauthorized\"}"),
                new Door(
                        "POST /ntfy/ops ntfy says",
                        "",
                        200,
                        "\\{\"id\":\"\\w{26}\",\"time\":\\d{10},\"event\":\"message\",\"topic\":\"ops\",.*}",
                        "ntfy|null|ntfy says",
                        "401 .*40101.*"),
                new Door(
                        "POST /notify/key {\"title\":\"App\",\"body\":\"<p>apprise</p>says\",\"format\":\"html\"}",
                        JSON,
                        200,
                        "\\{\"error\":null}",
                        "apprise|App|apprise\nsays",
                        "401 \\{\"error\":\".*\"}"));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void theDocumentedRequestIsAccepted(Door door) throws Exception {
        HttpResponse<String> answer = ask(door.request(), door.type(), TOKEN);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(door.status());
        assertThat(answer.body()).matches("(?s)" + door.success());
        assertThat(metrics.getMeters())
                .noneMatch(meter -> meter.getId().toString().contains(TOKEN));
        String[] said = door.said().split("\\|", -1);
        assertThat(records())
                .anySatisfy(record -> assertThat(List.of(
                                record.path("source").asText(),
                                record.path("title").asText("null"),
                                record.path("text").asText()))
                        .containsExactly(said));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aWrongTokenGetsTheAnswerOfTheService(Door door) throws Exception {
        HttpResponse<String> answer = ask(door.request(), door.type(), WRONG);

        assertThat(answer.statusCode() + " " + answer.body()).matches("(?s)" + door.wrong());
        assertThat(answer.body()).doesNotContain(WRONG);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aBodyThatNobodyExpectsIsNeverAFaultOfOurs(Door door) throws Exception {
        String[] words = door.request().split(" ", 3);
        boolean strict = !door.said().matches("(?s)(slack|wecom|gotify|ntfy|apprise)\\|.*");
        String start = words[0].equals("GET") ? "POST" : words[0];
        String address = words[1].replaceAll("(?<=[?&])(title|desp|content|text|message)=[^&]*&?", "")
                .replaceAll("/bark/T/.*", "/bark/T");
        String token = door.request().contains("\"device_key\":\"T\"")
                        || door.request().contains("\"token\":\"T\"")
                        || door.request().contains(" token=T")
                        || door.request().contains(" pushkey=T")
                ? (address.contains("?") ? "&" : "?") + "token=T"
                : "";
        for (String body :
                List.of("{\"nothing\":\"here\"}", "[]", "{", "5", "null", "\u0000\u0001", "{\"a\":[{\"b\":{}}]}")) {
            HttpResponse<String> answer = ask(start + " " + address + token + " " + body, JSON, TOKEN);

            assertThat(answer.statusCode()).as(body + " " + answer.body()).isLessThan(500);
            if (strict) {
                assertThat(answer.statusCode()).as(body + " " + answer.body()).isBetween(400, 499);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
                assertThat(answer.body()).doesNotContain("urn:ilink-notify");
            }
        }
    }

    private static HttpResponse<String> ask(String request, String type, String token) throws Exception {
        String[] words = request.split(" ", 3);
        String body = words.length < 3 ? "" : words[2];
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + withToken(words[1], token)))
                .method(words[0], BodyPublishers.ofString(withToken(body, token)));
        if (!type.isEmpty()) {
            builder.header("Content-Type", type);
        }
        if (words[1].matches("/ntfy/.*|/notify/.*")) {
            builder.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(builder.build(), BodyHandlers.ofString());
    }

    /** A lone T is the token: at a word of its own, before ".send", and after "bot". */
    private static String withToken(String text, String token) {
        return text.replaceAll("(?<=[/=\"]|/bot)T(?=[/?&.\"]|$)", token);
    }

    private static List<JsonNode> records() throws Exception {
        HttpResponse<String> page = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/notifications?limit=200"))
                        .header("Authorization", "Bearer " + TOKEN)
                        .build(),
                BodyHandlers.ofString());
        return StreamSupport.stream(MAPPER.readTree(page.body()).path("items").spliterator(), false)
                .toList();
    }
}
