package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.spec.SecretKeySpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CompletionException;

/**
 * One file on its way to the CDN: AES-128-ECB with PKCS#7 padding (protocol page, "Media"), enciphered while it is sent, so
 * that the whole of it is never in memory.
 *
 * @param fileKey 32 hexadecimal digits that name the upload
 * @param key 32 hexadecimal digits
 * @param md5 of the plain file, 32 hexadecimal digits
 * @param plainSize bytes of the file
 */
record EncipheredFile(Path path, String fileKey, String key, String md5, long plainSize) implements HttpCalls.Body {
    private static final int CHUNK = 64 * 1024;
    private static final int KEY_BYTES = 16;
    private static final int BLOCK = 16;

    /** Reads the file once, and draws its keys. */
    static EncipheredFile of(Path path) throws IOException {
        return of(path, randomHex(), randomHex());
    }

    static EncipheredFile of(Path path, String fileKey, String key) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(path), MessageDigest.getInstance("MD5"))) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            String md5 = HexFormat.of().formatHex(in.getMessageDigest().digest());
            return new EncipheredFile(path, fileKey, key, md5, size);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }

    private static String randomHex() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The padding is a whole block when the file ends with one. */
    long cipherSize() {
        return BLOCK * (plainSize / BLOCK + 1);
    }

    /** The body of {@code getuploadurl}, but for {@code base_info}. */
    ObjectNode announcement(MediaKind kind, String userId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("filekey", fileKey)
                .put("media_type", kind.uploadType)
                .put("to_user_id", userId)
                .put("rawsize", plainSize)
                .put("rawfilemd5", md5)
                .put("filesize", cipherSize())
                .put("no_need_thumb", true)
                .put("aeskey", key);
    }

    UploadOutcome.Uploaded under(String reference) {
        return new UploadOutcome.Uploaded(reference, key, plainSize, cipherSize());
    }

    /** Writes on a thread of its own, the next piece when the last one is on the wire. */
    @Override
    public Future<HttpClientResponse> send(HttpClientRequest http) {
        Promise<HttpClientResponse> answer = Promise.promise();
        // A connection that breaks fails the answer, too; an answer that came before that counts.
        http.response().onComplete(answer::tryComplete, answer::tryFail);
        http.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(cipherSize()));
        Thread.ofVirtual().name("upload").start(() -> {
            try (InputStream in = open()) {
                for (byte[] piece = in.readNBytes(CHUNK); piece.length > 0; piece = in.readNBytes(CHUNK)) {
                    http.write(Buffer.buffer(piece))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
                }
                http.end().toCompletionStage().toCompletableFuture().join();
            } catch (IOException | RuntimeException e) {
                answer.tryFail(e instanceof CompletionException broken ? broken.getCause() : e);
            }
        });
        return answer.future();
    }

    /** The protocol wants this mode: each key is for one file only. */
    @SuppressWarnings("InsecureCryptoUsage")
    InputStream open() throws IOException {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(HexFormat.of().parseHex(key), "AES"));
            return new CipherInputStream(Files.newInputStream(path), cipher);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has AES", e);
        }
    }

    @Override
    public String toString() {
        return "EncipheredFile[" + plainSize + " bytes]";
    }
}
