package io.ilinknotify.volume;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A mounted file with a token or the like, as Kubernetes and Docker give secrets to containers. */
public final class SecretFile {
    private static final int MOST_BYTES = 4096;

    private SecretFile() {}

    /**
     * Its content without the final newline.
     *
     * @param setting whose value is the file
     * @throws StartupProblem when it cannot be read, or has none
     */
    public static String read(String setting, Path file) {
        String content;
        try {
            content = read(file);
        } catch (IOException e) {
            throw new StartupProblem(setting + ": " + file + " cannot be read (" + reason(e)
                    + "). Mount the Secret there, or remove the setting.");
        }
        if (content.isBlank()) {
            throw new StartupProblem(setting + ": " + file + " is empty. Fill it, or remove the setting.");
        }
        return content;
    }

    /** The same; a failure holds nothing of the content. */
    public static String read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file"); // a pipe, above all, might never end or never begin
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("too long for a token");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("\\r?\\n$", "");
        }
    }

    /** Names the reason for people, in our own words or as a kind: other messages repeat the path. */
    public static String reason(IOException e) {
        String message = e.getMessage();
        return message != null && e.getClass() == IOException.class
                ? message
                : e.getClass().getSimpleName();
    }
}
