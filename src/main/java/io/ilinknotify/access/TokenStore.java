package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code access.json}. The agent and the command {@code tokens} may make and change it at the same time: a change holds
 * the lock on {@code access.lock} from reading to writing. Reading needs no lock, since the file is replaced as a whole.
 */
final class TokenStore {
    static final String FILE = "access.json";

    private static final String LOCK = "access.lock";
    /** Locks of the operating system are between processes; this one is between threads. */
    private static final Object WITHIN_PROCESS = new Object();

    private final StateDir dir;

    TokenStore(StateDir dir) {
        this.dir = dir;
    }

    /** The tokens, or empty before the first start. Throws with a reason when the file is damaged. */
    Optional<StoredTokens> read() throws IOException {
        Optional<byte[]> content = dir.read(FILE);
        return content.isPresent() ? Optional.of(StoredTokens.ofJson(content.get())) : Optional.empty();
    }

    /** Makes what is missing: an operator's token, and a first client's. */
    StoredTokens ensure(boolean operator, boolean client) {
        return change(stored -> {
            StoredTokens complete = stored;
            if (operator && complete.operator().isEmpty()) {
                complete = complete.with(Caller.OPERATOR, random());
            }
            if (client && complete.clients().isEmpty()) {
                complete = complete.with("default", random());
            }
            return complete;
        });
    }

    /** Replaces one token. */
    StoredTokens rotate(String name) {
        return change(stored -> stored.with(name, random()));
    }

    private StoredTokens change(UnaryOperator<StoredTokens> change) {
        synchronized (WITHIN_PROCESS) {
            try (FileChannel channel = FileChannel.open(dir.prepare(LOCK), StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                StoredTokens before = readAtStart().orElse(StoredTokens.none());
                StoredTokens after = change.apply(before);
                if (!after.equals(before) && lock.isValid()) {
                    dir.write(FILE, after.toJson());
                }
                return after;
            } catch (IOException e) {
                throw new StartupProblem(dir.file(FILE) + " cannot be written (" + e.getMessage() + ").");
            }
        }
    }

    /** Like {@link #read}, but a damaged file stops everything. */
    Optional<StoredTokens> readAtStart() {
        try {
            return read();
        } catch (IOException e) {
            throw StartupProblem.damaged(
                    dir.file(FILE),
                    String.valueOf(e.getMessage()),
                    "Repair it, or move it away: then new tokens are made, and the command \"tokens\" shows them.");
        }
    }

    /** 256 bits, in characters that need no quoting anywhere. */
    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
