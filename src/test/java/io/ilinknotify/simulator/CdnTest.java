package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.RecordedSend.Verdict;
import io.ilinknotify.simulator.SimulatedAnswer.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import static io.ilinknotify.simulator.MediaRequests.with;
import static org.assertj.core.api.Assertions.assertThat;

/** Uploads and media messages by the rules of the server. */
class CdnTest {
    private static final byte[] PLAIN = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CIPHER = MediaRequests.enciphered(PLAIN);

    private final Client client = new Client();
    private final Phone phone = client.phone;

    @ParameterizedTest
    @CsvSource({"1, 2, image, ''", "2, 5, video, ''", "3, 4, file, 报告.pdf"})
    void aFileThatWasUploadedStandsOnThePhone(int mediaType, int itemType, String kind, String name) {
        String context = phone.write("hello");
        String reference = uploaded(mediaType, PLAIN);

        JsonNode answer = send(context, MediaRequests.item(itemType, reference, PLAIN.length, name));

        assertThat(answer.has("message_id")).isTrue();
        assertThat(phone.media()).singleElement().satisfies(media -> {
            assertThat(media).isEqualTo(new RecordedSend.Media(media.id(), kind, name, PLAIN.length, false));
            assertThat(phone.file(media)).hasValue(PLAIN);
        });
        assertThat(phone.texts()).isEmpty();
        assertThat(phone.quotaUsed()).isEqualTo(1);
        assertThat(client.server.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "filekey, \"0123\"",
        "filekey, \"F0E1D2C3B4A5968778695A4B3C2D1E0F\"",
        "media_type, 4",
        "media_type, \"1\"",
        "to_user_id, \"somebody@im.wechat\"",
        "rawsize, \"16\"",
        "rawsize, 32",
        "rawfilemd5, \"x\"",
        "filesize, 16",
        "filesize, \"32\"",
        "no_need_thumb, false",
        "no_need_thumb, \"true\"",
        "aeskey, \"AAECAwQFBgcICQoLDA0ODw==\""
    })
    void aWrongFieldIsRefused(String field, String json) throws Exception {
        ObjectNode wrong = MediaRequests.announcement(phone.userId(), 1, PLAIN);
        wrong.set(field, new ObjectMapper().readTree(json));
        ObjectNode missing = MediaRequests.announcement(phone.userId(), 1, PLAIN);
        missing.remove(field);

        assertThat(announce(wrong).path("ret").asInt()).isEqualTo(-3);
        assertThat(announce(missing).path("ret").asInt()).isEqualTo(-3);
        assertThat(client.brokenRules()).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, application/json, Content-Type must be application/octet-stream",
        "Content-Length, 5, Content-Length must be 32",
        "Authorization, Bearer x, Authorization does not belong here"
    })
    void anUploadNeedsItsHeaders(String name, String value, String reason) {
        SimulatedRequest good = MediaRequests.upload(announced(), CIPHER);
        Map<String, String> headers = new HashMap<>(good.headers());
        headers.put(name, value);

        assertRefused(client.server.upload(new SimulatedRequest("POST", good.uri(), headers, ""), CIPHER), 400, reason);
        assertThat(client.brokenRules()).containsExactly(reason);
    }

    @Test
    void anUploadNeedsTheAnnouncedFile() {
        byte[] flipped = CIPHER.clone();
        flipped[0] ^= 1;
        byte[] noPadding = Arrays.copyOf(CIPHER, 16);
        byte[] other = MediaRequests.enciphered("0123456789abcdeF".getBytes(StandardCharsets.UTF_8));

        assertRefused(upload(announced(), flipped), 400, "the file must be the announced one");
        assertRefused(upload(announced(), other), 400, "the file must be the announced one");
        assertRefused(upload(announced(), noPadding), 400, "the ciphertext must have 32 bytes");
        assertRefused(
                upload(announced(), new byte[32]),
                400,
                "the ciphertext must be of the announced key, with its padding");
        assertThat(client.brokenRules()).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void anUploadNeedsTheParameterThatWasGivenForIt() {
        JsonNode whereTo = announced();
        SimulatedRequest good = MediaRequests.upload(whereTo, CIPHER);
        ObjectNode made = new ObjectMapper().createObjectNode().put("upload_param", "made-up");

        assertRefused(upload(made, CIPHER), 400, "the parameter is not one that was given");
        assertRefused(
                client.server.upload(
                        new SimulatedRequest("POST", good.uri().replace("filekey=f", "filekey=0"), good.headers(), ""),
                        CIPHER),
                400,
                "filekey must be the announced one");
        assertThat(MediaRequests.reference(upload(whereTo, CIPHER))).isNotEmpty();
    }

    @Test
    void aParameterIsForOneUpload() {
        JsonNode whereTo = announced();

        assertThat(MediaRequests.reference(upload(whereTo, CIPHER))).isNotEmpty();
        assertRefused(upload(whereTo, CIPHER), 403, "the parameter was used");
        assertThat(client.server.violations()).isEmpty();
    }

    @Test
    void theFullUrlAloneCanBeGiven() {
        client.server.rules().onlyFullUrl = true;

        JsonNode whereTo = announced();

        assertThat(whereTo.path("upload_param").asText("none")).isEmpty();
        assertThat(whereTo.path("upload_full_url").asText()).startsWith("http://127.0.0.1/c2c/upload?");
        assertThat(MediaRequests.reference(upload(whereTo, CIPHER))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/type",
                "/image_item/media/encrypt_query_param",
                "/image_item/media/encrypt_type",
                "/image_item/mid_size"
            })
    void aWrongFieldOfAnItemIsRefused(String field) {
        refusesWithout(field, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/file_item/file_name", "/file_item/len"})
    void aWrongFieldOfAFileIsRefused(String field) {
        refusesWithout(field, 3, 4);
    }

    @Test
    void sizesHaveTheirTypes() {
        String context = phone.write("hello");
        String video = uploaded(2, PLAIN);
        String file = uploaded(3, PLAIN);

        assertInvalid(send(
                context,
                with(
                        MediaRequests.item(5, video, 16, ""),
                        i -> ((ObjectNode) i.get("video_item")).put("video_size", "32"))));
        assertInvalid(send(
                context,
                with(MediaRequests.item(4, file, 16, "a"), i -> ((ObjectNode) i.get("file_item")).put("len", 16))));
        client.server.rules().bursts = false;
        assertInvalid(send(context, MediaRequests.item(2, file, 16, "a")));
        assertThat(client.brokenRules()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(phone.quotaUsed()).isZero();
    }

    @Test
    void aWrongEncodingOfTheKeyIsAGreyBoxWithoutAnyError() {
        String context = phone.write("hello");
        String reference = uploaded(1, PLAIN);

        JsonNode answer = send(
                context,
                with(
                        MediaRequests.item(2, reference, 16, ""),
                        i -> ((ObjectNode) i.path("image_item").path("media"))
                                .put("aes_key", "AAECAwQFBgcICQoLDA0ODw==")));

        assertThat(answer.has("message_id")).isTrue();
        assertThat(phone.media()).singleElement().satisfies(media -> {
            assertThat(media.grey()).isTrue();
            assertThat(phone.file(media)).isEmpty();
        });
        assertThat(client.brokenRules()).containsExactly("media.aes_key must be base64 of the key's hexadecimal text");
    }

    @Test
    void aFileOfAnotherPersonCannotBeSent() {
        String context = phone.write("hello");
        String token = client.server.phone("anna").signIn().botToken();
        ObjectNode announcement =
                MediaRequests.announcement(client.server.phone("anna").userId(), 1, PLAIN);
        JsonNode whereTo =
                Client.json(client.server.handle(MediaRequests.announce(client.requests, token, announcement)));
        String reference = MediaRequests.reference(upload(whereTo, CIPHER));

        assertInvalid(send(context, MediaRequests.item(2, reference, 16, "")));
    }

    @Test
    void faultsAreActedOut() {
        client.server.next(Endpoint.UPLOAD_URL, new Fault.RefusedCall(-1, ""));
        client.server.next(Endpoint.UPLOAD_URL, new Fault.NoUploadUrl());
        assertThat(announced().path("ret").asInt()).isEqualTo(-1);
        assertThat(announced().has("upload_param")).isFalse();
        JsonNode whereTo = announced();

        client.server.next(Endpoint.UPLOAD, new Fault.RefusedUpload(413, "too large"));
        client.server.next(Endpoint.UPLOAD, new Fault.Status(503, Fault.Timing.BEFORE_DELIVERY));
        client.server.next(Endpoint.UPLOAD, new Fault.WithoutReference());
        assertRefused(upload(whereTo, CIPHER), 413, "too large");
        assertThat(((Body) upload(whereTo, CIPHER)).status()).isEqualTo(503);
        assertThat(upload(whereTo, CIPHER)).isEqualTo(new Body(200, "text/plain", ""));
        assertRefused(upload(whereTo, CIPHER), 403, "the parameter was used");
        assertThat(client.server.violations()).isEmpty();
        assertThat(client.server.count(Endpoint.UPLOAD)).isEqualTo(4);
    }

    @Test
    void onlyTheNewestFilesAreKept() {
        String context = phone.write("hello");
        byte[] large = new byte[30 * 1024 * 1024];
        for (int i = 0; i < 3; i++) {
            client.server.advance(Duration.ofMinutes(1));
            send(context, MediaRequests.item(4, uploaded(3, large), large.length, "a"));
        }

        assertThat(phone.media()).hasSize(3);
        assertThat(phone.media())
                .extracting(media -> phone.file(media).isPresent())
                .containsExactly(false, true, true);
    }

    private String uploaded(int mediaType, byte[] plain) {
        return MediaRequests.uploaded(client.server, client.requests, client.token, mediaType, plain);
    }

    private void refusesWithout(String field, int mediaType, int itemType) {
        String context = phone.write("hello");
        String reference = uploaded(mediaType, PLAIN);
        int last = field.lastIndexOf('/');

        assertInvalid(send(
                context,
                with(
                        MediaRequests.item(itemType, reference, 16, "a"),
                        i -> ((ObjectNode) i.at(field.substring(0, last))).remove(field.substring(last + 1)))));

        assertThat(client.brokenRules()).isNotEmpty();
        assertThat(client.server.sends()).extracting(RecordedSend::verdict).containsExactly(Verdict.INVALID);
        assertThat(phone.quotaUsed()).isZero();
    }

    private JsonNode announced() {
        return announce(MediaRequests.announcement(phone.userId(), 1, PLAIN));
    }

    private JsonNode announce(ObjectNode announcement) {
        return Client.json(client.server.handle(MediaRequests.announce(client.requests, client.token, announcement)));
    }

    private SimulatedAnswer upload(JsonNode whereTo, byte[] cipher) {
        return client.server.upload(MediaRequests.upload(whereTo, cipher), cipher);
    }

    private JsonNode send(String context, ObjectNode item) {
        return Client.json(client.server.handle(client.requests.send(
                client.token,
                phone.userId(),
                context,
                "c" + client.server.sends().size(),
                "",
                body -> body.withArray("/msg/item_list").set(0, item))));
    }

    private static void assertInvalid(JsonNode answer) {
        assertThat(answer.path("ret").asInt()).isEqualTo(-3);
    }

    private static void assertRefused(SimulatedAnswer answer, int status, String reason) {
        assertThat(answer).isEqualTo(new Body(status, "text/plain", Map.of("x-error-message", reason), reason));
    }
}
