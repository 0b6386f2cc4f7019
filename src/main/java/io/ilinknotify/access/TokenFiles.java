package io.ilinknotify.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads tokens from mounted files, as Kubernetes and Docker give secrets to containers. */
final class TokenFiles {
    /** Anything but a file, a pipe above all, might never end or never begin. */
    private static final String NO_FILE = "it is no regular file";

    private static final int MOST_BYTES = 4096;

    private TokenFiles() {}

    /**
     * Reads a directory with one token a file, in the order of the files' names. Kubernetes links
     * {@code name -> ..data/name}: links are followed, names with a dot skipped.
     *
     * @param unreadable gets a line for each file that cannot be read
     */
    static List<NamedToken> directory(Path directory, Consumer<String> unreadable) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path file : all) {
                if (!fileName(file).startsWith(".") && !Files.isDirectory(file)) {
                    files.add(file);
                }
            }
        }
        files.sort(null);
        List<NamedToken> tokens = new ArrayList<>();
        for (Path file : files) {
            String name = fileName(file).replaceFirst("\\..*$", "");
            try {
                tokens.add(new NamedToken(name, read(file), file.toString()));
            } catch (IOException e) {
                unreadable.accept(file + ": cannot be read (" + reason(e) + ")");
            }
        }
        return tokens;
    }

    /** The content of a file without its final newline. */
    static String read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(NO_FILE);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("too long for a token");
            }
            return text(bytes).replaceFirst("\\r?\\n$", "");
        }
    }

    /** Why a file could not be read, never with what is in it. */
    static String reason(IOException e) {
        return NO_FILE.equals(e.getMessage()) ? NO_FILE : e.getClass().getSimpleName();
    }

    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
