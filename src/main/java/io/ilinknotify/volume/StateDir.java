package io.ilinknotify.volume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory that survives restarts. Its files are readable by their owner only, and replaced as a whole. */
public final class StateDir {
    /** Other files may lie there too; they are left alone. */
    private static final Pattern OURS = Pattern.compile("(account|access)\\.json.*|agent\\..*|access\\.lock");

    /** Those of them that are opened for writing: one that led elsewhere would write there. */
    private static final Pattern WRITTEN =
            Pattern.compile("(account|access)\\.json|agent\\.(db(-wal|-shm)?|lock)|access\\.lock");

    /** The fault of a JSON file that is none of ours. */
    public static final String NOT_OURS = "it is not the JSON object that was written there";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path directory;
    private final Optional<String> warning;

    private StateDir(Path directory, Optional<String> warning) {
        this.directory = directory;
        this.warning = warning;
    }

    /**
     * Makes the directory with mode 0700 when it is missing, and every file of ours in it 0600. A group may write it, as
     * volumes of Kubernetes have it; it must belong to this user or to root.
     *
     * @throws StartupProblem when it cannot be made or written or belongs to somebody else, when a file stays readable by
     *     others, or when a link or a pipe stands in the place of one
     */
    public static StateDir open(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        Optional<String> warning;
        try {
            if (!Files.isDirectory(path)) { // a link to one is
                Files.createDirectories(path, Permissions.DIRECTORY);
            }
            Path probe = Files.createTempFile(path, ".probe", "", Permissions.FILE);
            try {
                warning = Permissions.check(path, probe);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new StartupProblem("notify.state-dir: " + path + " cannot be used (" + reason(e)
                    + "). It must be a directory that this user (" + System.getProperty("user.name")
                    + ") may write.");
        }
        StateDir opened = new StateDir(path, warning);
        opened.tightenAll();
        return opened;
    }

    /** Tells whether an agent was started on it, or {@code tokens} run; of what cannot be looked at {@link #open} says why. */
    public static boolean isVolume(Path directory) {
        return !Stream.of("access.json", "agent.db")
                .allMatch(name -> Files.notExists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    public Path path() {
        return directory;
    }

    /** A warning about others who can reach it. */
    public Optional<String> warning() {
        return warning;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    public Optional<byte[]> read(String name) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads one of its JSON files; empty when there is none.
     *
     * @param remedy what a person can do about a damaged one, as a sentence
     * @throws StartupProblem when it is damaged or cannot be read; it is left as it is
     */
    public Optional<ObjectNode> readJson(String name, String remedy) {
        try {
            Optional<byte[]> content = read(name);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            JsonNode json = JSON.readTree(content.get());
            if (json instanceof ObjectNode object) {
                return Optional.of(object);
            }
            throw StartupProblem.damaged(file(name), json.isNull() ? "it is empty" : NOT_OURS, remedy);
        } catch (JsonProcessingException e) {
            // The parser's own words would quote the file, and with it a token. They are no cause either.
            throw StartupProblem.damaged(file(name), NOT_OURS, remedy);
        } catch (IOException e) {
            throw StartupProblem.failed(
                    file(name) + " cannot be read", e, "Let this user read it, or restore it from a backup.");
        }
    }

    public void writeJson(String name, ObjectNode content) throws IOException {
        write(name, (content.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces a file as a whole, or makes it: after a crash there is the old one or the new one, never a part. When
     * this returns it is on disk.
     */
    public void write(String name, byte[] content) throws IOException {
        Path temporary = Files.createTempFile(directory, name + ".", ".tmp", Permissions.FILE);
        try {
            try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        sync(directory);
    }

    /** A folder in it, made with mode 0700 when it is missing. */
    public Path folder(String name) throws IOException {
        Path folder = file(name);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new StartupProblem(folder + " is no folder of its own. Move it away.");
            }
            Files.createDirectory(folder, Permissions.DIRECTORY);
        }
        return folder;
    }

    /** Makes an empty file with mode 0600 for somebody who would make it looser, or tightens the one that is there. */
    public Path prepare(String name) throws IOException {
        Path file = file(name);
        try {
            Files.createFile(file, Permissions.FILE);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(name + " is no file of its own", e);
            }
            Permissions.tighten(file);
        }
        return file;
    }

    private void tightenAll() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, StateDir::isOurs)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    tighten(file);
                } else if (WRITTEN.matcher(name(file)).matches()) {
                    throw new StartupProblem(file + " is a link, or something else that is no file of its own, and is"
                            + " not followed. Move it away, or put the file itself in its place.");
                }
            }
        } catch (IOException e) {
            throw new StartupProblem("notify.state-dir: " + directory + " cannot be read (" + reason(e) + ").");
        }
    }

    private static boolean isOurs(Path file) {
        return OURS.matcher(name(file)).matches();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static void tighten(Path file) {
        try {
            Permissions.tighten(file);
        } catch (NoSuchFileException e) {
            // Somebody else's temporary file: renamed meanwhile.
        } catch (IOException e) {
            throw new StartupProblem(file + " can be read by others, and that cannot be changed (" + reason(e)
                    + "). Give it to this user (" + System.getProperty("user.name") + ") with mode 0600.");
        }
    }

    /** Waits until a file is on disk, or a folder: a rename survives a power cut only when the folder itself was written. */
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            channel.force(true);
        }
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? StartupProblem.kind(e) : StartupProblem.kind(e) + ": " + e.getMessage();
    }
}
