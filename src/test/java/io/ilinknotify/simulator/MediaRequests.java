package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

/** Uploads and media as a good client writes them, beside {@link WireRequests}; the keys are always the same. */
public final class MediaRequests {
    public static final String KEY = "000102030405060708090a0b0c0d0e0f";
    static final String FILE_KEY = "f0e1d2c3b4a5968778695a4b3c2d1e0f";

    private MediaRequests() {}

    /** What {@code getuploadurl} wants; {@code mediaType} 1 is a picture, 2 a video, 3 a file. */
    public static ObjectNode announcement(String userId, int mediaType, byte[] plain) {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("filekey", FILE_KEY)
                .put("media_type", mediaType)
                .put("to_user_id", userId)
                .put("rawsize", plain.length)
                .put("rawfilemd5", md5(plain))
                .put("filesize", enciphered(plain).length)
                .put("no_need_thumb", true)
                .put("aeskey", KEY)
                .putObject("base_info")
                .put("channel_version", "2.4.9")
                .put("bot_agent", "ilink-notify/0.1.0");
        return body;
    }

    public static SimulatedRequest announce(WireRequests requests, String token, ObjectNode announcement) {
        return requests.post("/ilink/bot/getuploadurl", token, announcement);
    }

    /** The upload that an answer to {@code getuploadurl} asks for. */
    public static SimulatedRequest upload(JsonNode whereTo, byte[] cipher) {
        String full = whereTo.path("upload_full_url").asText();
        String uri = full.isEmpty()
                ? "/c2c/upload?encrypted_query_param="
                        + whereTo.path("upload_param").asText() + "&filekey=" + FILE_KEY
                : full.substring(full.indexOf("/c2c"));
        return new SimulatedRequest(
                "POST",
                uri,
                Map.of("Content-Type", "application/octet-stream", "Content-Length", Integer.toString(cipher.length)),
                "");
    }

    /** Takes both steps, and returns {@code x-encrypted-param}. */
    static String uploaded(SimulatedIlink server, WireRequests requests, String token, int mediaType, byte[] plain) {
        ObjectNode announcement = announcement(server.phone().userId(), mediaType, plain);
        JsonNode whereTo = Client.json(server.handle(announce(requests, token, announcement)));
        byte[] cipher = enciphered(plain);
        return reference(server.upload(upload(whereTo, cipher), cipher));
    }

    /** The header {@code x-encrypted-param}; empty when there is none. */
    public static String reference(SimulatedAnswer answer) {
        return ((SimulatedAnswer.Body) answer.inTheEnd()).headers().getOrDefault("x-encrypted-param", "");
    }

    /** An item of type 2 (picture), 5 (video) or 4 (file). */
    public static ObjectNode item(int type, String reference, long plainSize, String name) {
        ObjectNode item = new ObjectMapper().createObjectNode().put("type", type);
        ObjectNode content = item.putObject(type == 2 ? "image_item" : type == 5 ? "video_item" : "file_item");
        content.putObject("media")
                .put("encrypt_query_param", reference)
                .put("aes_key", Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.US_ASCII)))
                .put("encrypt_type", 1);
        long cipherSize = 16 * (plainSize / 16 + 1);
        switch (type) {
            case 2 -> content.put("mid_size", cipherSize);
            case 5 -> content.put("video_size", cipherSize);
            default -> content.put("file_name", name).put("len", Long.toString(plainSize));
        }
        return item;
    }

    @SuppressWarnings("InsecureCryptoUsage") // the protocol's
    public static byte[] enciphered(byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same item, changed. */
    static ObjectNode with(ObjectNode item, Consumer<ObjectNode> change) {
        change.accept(item);
        return item;
    }
}
