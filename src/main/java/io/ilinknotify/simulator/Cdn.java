package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.simulator.SimulatedAnswer.Body;
import org.jspecify.annotations.Nullable;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code getuploadurl}, and the CDN that it names, by the rules (protocol page, "Media"). Guarded by the lock. */
final class Cdn {
    private static final long BYTES_KEPT = 64L * 1024 * 1024;
    private static final List<String> OF_THE_API = List.of("Authorization", "AuthorizationType", "X-WECHAT-UIN");

    private final SimulatedIlink server;
    /** By the parameter of its upload; of the older ones the bytes are forgotten. */
    private final Map<String, SimulatedFile> files = new LinkedHashMap<>();

    Cdn(SimulatedIlink server) {
        this.server = server;
    }

    /** {@code getuploadurl}. */
    SimulatedAnswer announce(SimulatedUser person, SimulatedRequest request, ObjectNode body) {
        List<String> broken = FieldRule.broken(
                List.of(
                        FieldRule.hex("filekey"),
                        new FieldRule(
                                "media_type",
                                "must be 1, 2 or 3",
                                value -> value.isInt() && value.asInt() >= 1 && value.asInt() <= 3),
                        FieldRule.text("to_user_id", person.userId),
                        new FieldRule("rawsize", "must be a number", JsonNode::isIntegralNumber),
                        FieldRule.hex("rawfilemd5"),
                        FieldRule.number("filesize", 16 * (body.path("rawsize").asLong() / 16 + 1)),
                        new FieldRule("no_need_thumb", "must be true", BooleanNode.TRUE::equals),
                        FieldRule.hex("aeskey")),
                body);
        if (!broken.isEmpty()) {
            return server.invalid(request, broken);
        }
        String param = server.ids.hex(96);
        files.put(param, new SimulatedFile(person, server.ids.hex(16), body));
        ObjectNode answer = server.success(Endpoint.UPLOAD_URL);
        if (server.rules.onlyFullUrl) {
            answer.put("upload_full_url", server.ownUrl + Endpoint.UPLOAD.path + "?taskid=" + param);
        }
        return Json.answer(answer.put("upload_param", server.rules.onlyFullUrl ? "" : param));
    }

    SimulatedAnswer upload(SimulatedRequest request, byte[] cipher) {
        String param = request.parameter(server.rules.onlyFullUrl ? "taskid" : "encrypted_query_param");
        SimulatedFile file = files.get(param);
        if (file != null && !file.reference.isEmpty()) {
            // No broken rule: who lost the answer may try.
            return refused(403, "the parameter was used");
        }
        List<String> broken = broken(request, cipher, file);
        if (file == null || !broken.isEmpty()) {
            broken.forEach(rule -> server.violation(request, rule));
            return refused(400, broken.getFirst());
        }
        file.reference = server.ids.hex(120);
        return new Body(200, "text/plain", Map.of("x-encrypted-param", file.reference), "");
    }

    private List<String> broken(SimulatedRequest request, byte[] cipher, @Nullable SimulatedFile file) {
        var broken = new ArrayList<String>();
        if (!request.header("Content-Type").equals("application/octet-stream")) {
            broken.add("Content-Type must be application/octet-stream");
        }
        if (!request.header("Content-Length").equals(Integer.toString(cipher.length))) {
            broken.add("Content-Length must be " + cipher.length);
        }
        OF_THE_API.stream()
                .filter(name -> request.headers().containsKey(name))
                .forEach(name -> broken.add(name + " does not belong here"));
        if (file == null) {
            broken.add("the parameter is not one that was given");
            return broken;
        }
        if (!server.rules.onlyFullUrl
                && !request.parameter("filekey")
                        .equals(file.announcement.path("filekey").asText())) {
            broken.add("filekey must be the announced one");
        }
        long size = file.announcement.path("filesize").asLong();
        if (cipher.length != size) {
            broken.add("the ciphertext must have " + size + " bytes");
        }
        decipher(file, cipher).ifPresent(broken::add);
        return broken;
    }

    /** Keeps the plain bytes, unless something is wrong with them. */
    @SuppressWarnings("InsecureCryptoUsage") // the protocol's
    private Optional<String> decipher(SimulatedFile file, byte[] cipher) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/PKCS5Padding");
            byte[] key =
                    HexFormat.of().parseHex(file.announcement.path("aeskey").asText());
            aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"));
            byte[] plain = aes.doFinal(cipher);
            String md5 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(plain));
            if (plain.length != file.announcement.path("rawsize").asLong()
                    || !md5.equals(file.announcement.path("rawfilemd5").asText())) {
                return Optional.of("the file must be the announced one");
            }
            keep(file, plain);
            return Optional.empty();
        } catch (GeneralSecurityException wrongKeyOrPadding) {
            return Optional.of("the ciphertext must be of the announced key, with its padding");
        }
    }

    private void keep(SimulatedFile newest, byte[] plain) {
        newest.bytes = Optional.of(plain);
        long kept = files.values().stream()
                .flatMap(file -> file.bytes.stream())
                .mapToLong(bytes -> bytes.length)
                .sum();
        for (SimulatedFile oldest : files.values()) {
            if (kept > BYTES_KEPT && oldest != newest && oldest.bytes.isPresent()) {
                kept -= oldest.bytes.get().length;
                oldest.bytes = Optional.empty();
            }
        }
    }

    /** The file that was uploaded for this person under a reference. */
    Optional<SimulatedFile> uploaded(SimulatedUser person, String reference) {
        return files.values().stream()
                .filter(file -> file.person == person && !reference.isEmpty() && file.reference.equals(reference))
                .findFirst();
    }

    Optional<byte[]> bytes(String id) {
        return files.values().stream()
                .filter(file -> file.id.equals(id))
                .findFirst()
                .flatMap(file -> file.bytes);
    }

    static Body refused(int status, String reason) {
        return new Body(status, "text/plain", Map.of("x-error-message", reason), reason);
    }
}
