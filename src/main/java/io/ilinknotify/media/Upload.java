package io.ilinknotify.media;

import io.ilinknotify.http.Body;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Refusal;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.notification.Text;
import io.ilinknotify.volume.StateDir;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of one request on their way into the store. Closing it forgets those that no notification refers to. One
 * thread uses it.
 */
public final class Upload implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Upload.class);
    public static final int MOST_FILES = 4;

    private static final int LONGEST_NAME = 128;
    private static final int STEP = 64 << 10;

    private final MediaFiles media;
    private final long largest;
    private final List<Path> files = new ArrayList<>();
    private final List<Received> received = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private boolean optional;

    private record Received(Path file, Attachment attachment) {}

    Upload(MediaFiles media, long largest) {
        this.media = media;
        this.largest = largest;
    }

    public long largest() {
        return largest;
    }

    public boolean isEmpty() {
        return received.isEmpty();
    }

    /** Their names as they are kept. */
    public List<String> names() {
        return received.stream().map(one -> one.attachment().name()).toList();
    }

    /** Where files lie until they are kept. */
    public Path folder() {
        return media.incoming();
    }

    /** A new file for a content, which goes with this object unless it is kept. */
    public Path newFile() {
        try {
            Path file = media.newFile();
            files.add(file);
            return file;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Takes a content in as {@link #add(String, String, Path)} does; 422 as well when it cannot be read. */
    public void add(String field, @Nullable String name, InputStream content) {
        Path file = newFile();
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] step = new byte[STEP];
            long size = 0;
            for (int read = read(content, step, field); read >= 0 && size <= largest; ) {
                out.write(step, 0, read);
                size += read;
                read = read(content, step, field);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
        add(field, name, file);
    }

    public void add(String field, @Nullable String name, Body body) {
        if (body.file().isPresent()) {
            add(field, name, body.file().get());
        } else {
            add(field, name, new ByteArrayInputStream(body.bytes()));
        }
    }

    /** Takes a content in that stands in a text. */
    public void addBase64(String field, @Nullable String name, String base64) {
        InputStream letters = new ByteArrayInputStream(base64.getBytes(StandardCharsets.ISO_8859_1));
        add(field, name, Base64.getMimeDecoder().wrap(letters));
    }

    /** The same for a picture that may as well be left out: when it is none, too large, one too many, or has no room. */
    public void addPicture(String name, String base64) {
        optional = true;
        try {
            addBase64("picture", name, base64);
            if (!received.getLast().attachment().type().startsWith("image/")) {
                received.removeLast();
            }
        } catch (ProblemException e) {
            LOG.debugf("A picture is left out: %s", e.problem().detail());
        }
    }

    private static int read(InputStream content, byte[] step, String field) {
        try {
            return content.read(step);
        } catch (IOException e) {
            throw Refusal.invalid(field, "The file of '" + field + "' cannot be read.");
        }
    }

    private static ProblemException unwritable(IOException e) {
        LOG.warnf("A file that was sent cannot be stored: %s", e);
        return Refusal.notStored("The volume cannot be written now.");
    }

    /**
     * Takes a file over that lies where {@link #newFile} puts them.
     *
     * @param field by which the sender knows it
     * @param name as the sender gave it, if it did
     * @throws ProblemException 413 or 422
     */
    public void add(String field, @Nullable String name, Path file) {
        files.add(file);
        try {
            received.add(new Received(file, attachment(field, name, file)));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private Attachment attachment(String field, @Nullable String name, Path file) throws IOException {
        long size = Files.size(file);
        if (received.size() == MOST_FILES) {
            throw Refusal.invalid(field, "At most " + MOST_FILES + " files go with a notification.");
        } else if (size > largest) {
            throw tooLarge(field, largest);
        } else if (size == 0) {
            throw Refusal.invalid(field, "The file of '" + field + "' is empty.");
        }
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            String type = FileType.of(in.readNBytes(FileType.LOOKED_AT));
            in.transferTo(OutputStream.nullOutputStream());
            String sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
            return new Attachment(cleaned(name, type), type, size, sha256);
        }
    }

    private static ProblemException tooLarge(String field, long largest) {
        return new ProblemException(Problem.of(
                        413,
                        "too-large",
                        "Too large",
                        "The file of '" + field + "' is larger than notify.media.max-size.")
                .with("field", field)
                .with("limit", largest));
    }

    /**
     * Puts all of them where they stay; when this returns they are on disk.
     *
     * @throws ProblemException 503 when there is no room for one of that priority
     */
    public List<Attachment> keep(Priority priority) {
        try {
            return kept(priority);
        } catch (ProblemException e) {
            if (optional) {
                return List.of();
            }
            throw e;
        }
    }

    private List<Attachment> kept(Priority priority) {
        try {
            for (Received one : received) {
                StateDir.sync(one.file());
                media.keep(one.file(), one.attachment(), priority.atLeast(Priority.HIGH));
                kept.add(one.attachment().sha256());
            }
            media.sync();
        } catch (IOException e) {
            throw unwritable(e);
        }
        return received.stream().map(Received::attachment).toList();
    }

    @Override
    public void close() {
        kept.forEach(media::release);
        kept.clear();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debugf("%s stays until the next start: %s", file, e);
            }
        }
    }

    /** A name is a name: no path, nothing that is not seen, and what is too long is cut before its ending. */
    static String cleaned(@Nullable String given, String type) {
        String whole = given == null ? "" : given;
        String last = whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
        String name = Text.line(last).strip();
        if (Text.isBlank(name) || name.equals(".") || name.equals("..")) {
            return "file" + FileType.ending(type);
        }
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? FileType.ending(type) : name.length() - dot <= 16 ? name.substring(dot) : "";
        String stem = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
        int most = LONGEST_NAME - Text.length(ending);
        return (Text.length(stem) <= most ? stem : stem.substring(0, stem.offsetByCodePoints(0, most))) + ending;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
