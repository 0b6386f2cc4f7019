package io.ilinknotify.ilink;

import io.ilinknotify.ilink.UploadOutcome.Uploaded;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Media on the wire, field for field and header for header; random values stand as {@code *}. */
class IlinkClientMediaTest {
    private static final Pattern RANDOM = Pattern.compile(
            "(?<=X-WECHAT-UIN: )\\S+|(?<=\"(filekey|aeskey)\":\")[0-9a-f]{32}|(?<=filekey=)[0-9a-f]{32}");
    private static final Uploaded MEDIA = new Uploaded("ref+/=1", "000102030405060708090a0b0c0d0e0f", 5, 16);

    private final Vertx vertx = Vertx.vertx();
    private RecordingServer server;
    private IlinkClient client;
    private Account account;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        server = RecordingServer.playing(Scripts.inTurn(
                Scripts.answer(200, "{\"ret\":0,\"upload_param\":\"p/1+&=二\"}"),
                Scripts.head(200, "X-Encrypted-Param: ref+/=1")));
        URI cdn = server.base().resolve("/c2c/");
        client = new IlinkClient(vertx, FixedIlinkConfig.at(server.base()).withCdnUrl(cdn), Map.of());
        account = new Account("bot-token-of-a-test", "b@im.bot", "o9@im.wechat", server.base());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @CsvSource({"IMAGE, 1", "VIDEO, 2", "FILE, 3"})
    void asksWhereToUpload(MediaKind kind, int mediaType) throws Exception {
        client.upload(account, kind, file("hello"));

        assertThat(request(0)).isEqualTo("""
                        POST /ilink/bot/getuploadurl HTTP/1.1
                        Content-Type: application/json
                        AuthorizationType: ilink_bot_token
                        X-WECHAT-UIN: *
                        iLink-App-Id: bot
                        iLink-App-ClientVersion: 132105
                        Authorization: Bearer bot-token-of-a-test
                        content-length: 301
                        host: localhost:*
                        connection: close

                        {"filekey":"*","media_type":%d,"to_user_id":"o9@im.wechat","rawsize":5,\
                        "rawfilemd5":"5d41402abc4b2a76b9719d911017c592","filesize":16,"no_need_thumb":true,\
                        "aeskey":"*","base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""".formatted(mediaType));
    }

    @Test
    void uploadsTheCiphertext() throws Exception {
        UploadOutcome outcome = client.upload(account, MediaKind.FILE, file("hello"));

        assertThat(request(1)).startsWith("""
                        POST /c2c/upload?encrypted_query_param=p%2F1%2B%26%3D%E4%BA%8C&filekey=* HTTP/1.1
                        Content-Type: application/octet-stream
                        content-length: 16
                        host: localhost:*
                        connection: close

                        """);
        assertThat(outcome).isInstanceOfSatisfying(Uploaded.class, uploaded -> {
            assertThat(uploaded).isEqualTo(new Uploaded("ref+/=1", uploaded.key(), 5, 16));
            assertThat(server.requests().getFirst()).contains("\"aeskey\":\"" + uploaded.key() + "\"");
            assertThat(deciphered(server.body(1), uploaded.key())).isEqualTo("hello");
        });
        String fileKey = server.requests().getFirst().split("\"filekey\":\"")[1].substring(0, 32);
        assertThat(server.requests().get(1)).contains("&filekey=" + fileKey + " HTTP");
    }

    @Test
    void sendsAPicture() {
        assertThat(sent(MediaKind.IMAGE)).isEqualTo("""
                        POST /ilink/bot/sendmessage HTTP/1.1
                        Content-Type: application/json
                        AuthorizationType: ilink_bot_token
                        X-WECHAT-UIN: *
                        iLink-App-Id: bot
                        iLink-App-ClientVersion: 132105
                        Authorization: Bearer bot-token-of-a-test
                        content-length: 376
                        host: localhost:*
                        connection: close

                        {"msg":{"from_user_id":"","to_user_id":"o9@im.wechat","client_id":"id-1","message_type":2,\
                        "message_state":2,"item_list":[{"type":2,"image_item":{"media":{"encrypt_query_param":"ref+/=1",\
                        "aes_key":"MDAwMTAyMDMwNDA1MDYwNzA4MDkwYTBiMGMwZDBlMGY=","encrypt_type":1},"mid_size":16}}],\
                        "context_token":"ctx-1"},"base_info":{"channel_version":"2.4.9","bot_agent":"ilink-notify/0.1.0"}}""");
    }

    @Test
    void sendsAVideo() {
        assertThat(sent(MediaKind.VIDEO)).contains("""
                "item_list":[{"type":5,"video_item":{"media":{"encrypt_query_param":"ref+/=1",\
                "aes_key":"MDAwMTAyMDMwNDA1MDYwNzA4MDkwYTBiMGMwZDBlMGY=","encrypt_type":1},"video_size":16}}],\
                "context_token":"ctx-1"}""");
    }

    @Test
    void sendsAFile() {
        assertThat(sent(MediaKind.FILE)).contains("""
                "item_list":[{"type":4,"file_item":{"media":{"encrypt_query_param":"ref+/=1",\
                "aes_key":"MDAwMTAyMDMwNDA1MDYwNzA4MDkwYTBiMGMwZDBlMGY=","encrypt_type":1},\
                "file_name":"报告 \\"1\\".pdf","len":"5"}}],"context_token":"ctx-1"}""");
    }

    @Test
    void readsTheAnswerToMediaAsThatToAText() throws Exception {
        try (RecordingServer other = RecordingServer.playing(Scripts.inTurn(
                Scripts.answer(200, "{\"message_id\":18446744073709551615}"),
                Scripts.answer(200, "{}"),
                Scripts.answer(200, "{\"ret\":-2,\"errmsg\":\"prepare failed\"}"),
                Scripts.reset()))) {
            Account there = new Account("t", "b@im.bot", "o9@im.wechat", other.base());
            OutgoingMessage.Media message = new OutgoingMessage.Media("id", "ctx", MediaKind.IMAGE, "a.png", MEDIA);

            assertThat(List.of(
                            client.sendMessage(there, message),
                            client.sendMessage(there, message),
                            client.sendMessage(there, message)))
                    .containsExactly(
                            new SendOutcome.Sent("18446744073709551615"),
                            new SendOutcome.Unconfirmed(),
                            new SendOutcome.Refused("prepare failed"));
            assertThat(client.sendMessage(there, message)).isInstanceOf(SendOutcome.Lost.class);
        }
    }

    private String sent(MediaKind kind) {
        client.sendMessage(account, new OutgoingMessage.Media("id-1", "ctx-1", kind, "报告 \"1\".pdf", MEDIA));
        return request(0);
    }

    private String request(int place) {
        String text = server.requests().get(place).replace("\r\n", "\n");
        return RANDOM.matcher(text).replaceAll("*").replace("localhost:" + server.port(), "localhost:*");
    }

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("plain"), text);
    }

    @SuppressWarnings("InsecureCryptoUsage") // the protocol's
    private static String deciphered(byte[] bytes, String key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex(key), "AES"));
            return new String(cipher.doFinal(bytes), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
