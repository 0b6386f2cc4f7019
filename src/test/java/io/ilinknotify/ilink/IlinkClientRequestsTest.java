package io.ilinknotify.ilink;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes over the wire, field for field and header for header; random values stand as {@code *}. */
class IlinkClientRequestsTest {
    private static final Pattern UIN = Pattern.compile("(?m)^X-WECHAT-UIN: (.*)$");

    private Vertx vertx;
    private RecordingServer server;
    private IlinkClient client;
    private Account session;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        server = RecordingServer.answering("{}");
        client = new IlinkClient(vertx, FixedIlinkConfig.at(server.base()), Map.of());
        session = new Account("bot-token-of-a-test", "b@im.bot", "o9@im.wechat", server.base());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String request() {
        assertThat(server.requests()).hasSize(1);
        String text = server.requests().getFirst().replace("\r\n", "\n");
        return UIN.matcher(text).replaceFirst("X-WECHAT-UIN: *").replace("localhost:" + server.port(), "localhost:*");
    }

    @Test
    void sendsAMessage() {
        client.sendMessage(session, new OutgoingMessage.Text("id-1", "ctx-1", "磁盘满了 <90%>\n\"/var\""));

        assertThat(request()).isEqualTo("""
                        POST /ilink/bot/sendmessage HTTP/1.1
                        Content-Type: application/json
                        AuthorizationType: ilink_bot_token
                        X-WECHAT-UIN: *
                        iLink-App-Id: bot
                        iLink-App-ClientVersion: 132105
                        Authorization: Bearer bot-token-of-a-test
                        content-length: 283
                        host: localhost:*
                        connection: close

                        {"msg":{"from_user_id":"","to_user_id":"o9@im.wechat","client_id":"id-1","message_type":2,\
                        "message_state":2,"item_list":[{"type":1,"text_item":{"text":"磁盘满了 <90%>\\n\\"/var\\""}}],\
                        "context_token":"ctx-1"},"base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""");
    }

    @Test
    void polls() throws Exception {
        client.getUpdates(session, "cursor-7", Duration.ofSeconds(1), () -> {});

        assertThat(request()).isEqualTo("""
                        POST /ilink/bot/getupdates HTTP/1.1
                        Content-Type: application/json
                        AuthorizationType: ilink_bot_token
                        X-WECHAT-UIN: *
                        iLink-App-Id: bot
                        iLink-App-ClientVersion: 132105
                        Authorization: Bearer bot-token-of-a-test
                        content-length: 103
                        host: localhost:*
                        connection: close

                        {"get_updates_buf":"cursor-7",\
                        "base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""");
    }

    @Test
    void fetchesAQrCodeWithoutAToken() {
        client.fetchQrCode(List.of("newest", "older"));

        assertThat(request()).isEqualTo("""
                        POST /ilink/bot/get_bot_qrcode?bot_type=3 HTTP/1.1
                        Content-Type: application/json
                        AuthorizationType: ilink_bot_token
                        X-WECHAT-UIN: *
                        iLink-App-Id: bot
                        iLink-App-ClientVersion: 132105
                        content-length: 39
                        host: localhost:*
                        connection: close

                        {"local_token_list":["newest","older"]}""");
    }

    @Test
    void tellsTheTenNewestTokensAtMost() {
        client.fetchQrCode(
                IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).toList());

        assertThat(request())
                .endsWith("{\"local_token_list\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\"]}");
    }

    @Test
    void asksForTheStatusOfAQrCodeWithTwoHeadersOnly() throws Exception {
        client.pollQrStatus(server.base(), "qr/1+&=二", Optional.empty());

        assertThat(request()).isEqualTo("""
                        GET /ilink/bot/get_qrcode_status?qrcode=qr%2F1%2B%26%3D%E4%BA%8C HTTP/1.1
                        iLink-App-Id: bot
                        iLink-App-ClientVersion: 132105
                        host: localhost:*
                        connection: close

                        """);
    }

    @Test
    void sendsTheDigitsWithTheStatus() throws Exception {
        client.pollQrStatus(server.base(), "qr 1", Optional.of("12 34"));

        assertThat(request())
                .startsWith("GET /ilink/bot/get_qrcode_status?qrcode=qr%201&verify_code=12%2034 HTTP/1.1\n");
    }

    @Test
    void checksTheConnection() {
        client.checkConnection(session, "ctx-1");

        assertThat(request())
                .startsWith("POST /ilink/bot/getconfig HTTP/1.1\n")
                .contains("Bearer bot-token")
                .endsWith("""
                \n\n{"ilink_user_id":"o9@im.wechat","context_token":"ctx-1",\
                "base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""");
    }

    @Test
    void checksTheConnectionBeforeThereIsAContext() {
        client.checkConnection(session, "");

        assertThat(request()).endsWith("""
                \n\n{"ilink_user_id":"o9@im.wechat",\
                "base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""");
    }

    @Test
    void showsThatItTypes() {
        client.sendTyping(session, "ticket==", false);

        assertThat(request())
                .startsWith("POST /ilink/bot/sendtyping HTTP/1.1\n")
                .contains("Bearer bot-token")
                .endsWith("""
                \n\n{"ilink_user_id":"o9@im.wechat","typing_ticket":"ticket==","status":2,\
                "base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""");
    }

    @Test
    void tellsThatItStartsAndStops() {
        client.notifyStart(session);
        client.notifyStop(session, Duration.ofSeconds(1));

        assertThat(server.requests())
                .extracting(request -> request.lines().findFirst().orElseThrow())
                .containsExactly("POST /ilink/bot/msg/notifystart HTTP/1.1", "POST /ilink/bot/msg/notifystop HTTP/1.1");
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request)
                                .contains("Authorization: Bearer bot-token-of-a-test\r\n")
                                .endsWith(
                                        "\r\n\r\n{\"base_info\":{\"channel_version\":\"2.4.9\",\"bot_agent\":\"ilink-notify/0.1.0\"}}"));
    }

    @Test
    void appendsPathsToABaseThatHasOne() {
        Account behindAPath =
                new Account("t", "b@im.bot", "o9@im.wechat", server.base().resolve("/wechat/"));

        client.notifyStart(behindAPath);

        assertThat(request()).startsWith("POST /wechat/ilink/bot/msg/notifystart HTTP/1.1\n");
    }

    @Test
    void namesAnIpv6HostInBrackets() throws Exception {
        URI base = URI.create("http://[::1]:" + server.port());
        HttpCalls.NameLookup here = host -> List.of(InetAddress.getByName("127.0.0.1"));
        try (ClientUnderTest test = new ClientUnderTest(FixedIlinkConfig.at(base), here, Map.of())) {
            test.send();
        }

        assertThat(request()).contains("\nhost: [::1]:" + server.port() + "\n");
    }

    @Test
    void drawsAFreshUinForEveryRequest() {
        for (int i = 0; i < 5; i++) {
            client.notifyStart(session);
        }

        List<String> uins = server.requests().stream()
                .map(UIN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .toList();
        assertThat(uins)
                .hasSize(5)
                .doesNotHaveDuplicates()
                .allSatisfy(uin -> assertThat(
                                Long.parseLong(new String(Base64.getDecoder().decode(uin), StandardCharsets.US_ASCII)))
                        .isBetween(0L, 0xFFFF_FFFFL));
    }

    @Test
    void writesTheUinAsBase64OfDecimalText() {
        assertThat(IlinkClient.uin(0)).isEqualTo("MA==");
        assertThat(IlinkClient.uin(-1)).isEqualTo("NDI5NDk2NzI5NQ==");
    }

    @Test
    void packsTheVersionIntoOneNumber() {
        assertThat(IlinkClient.clientVersion("2.4.9")).isEqualTo("132105");
        assertThat(IlinkClient.clientVersion("1.0.11")).isEqualTo("65547");
        assertThat(IlinkClient.clientVersion("255.255.255")).isEqualTo("16777215");
    }

    @Test
    void aLoneSurrogateDoesNotBreakTheBody() {
        client.sendMessage(session, new OutgoingMessage.Text("id", "ctx", "a\uD83Db"));

        assertThat(request()).contains("\"text\":\"a?b\"");
    }
}
