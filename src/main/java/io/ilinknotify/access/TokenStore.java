package io.ilinknotify.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * {@code access.json}. The agent and the command {@code tokens} may make and change it at the same time: a change holds
 * the lock on {@code access.lock} from reading to writing. Reading needs no lock, since the file is replaced as a whole.
 */
final class TokenStore {
    static final String FILE = "access.json";

    private static final String LOCK = "access.lock";
    private static final String REMEDY =
            "Repair it, or move it away: then new tokens are made, and the command \"tokens\" shows them.";
    /** Locks of the operating system are between processes; this one is between threads. */
    private static final Object WITHIN_PROCESS = new Object();

    private final StateDir dir;

    TokenStore(StateDir dir) {
        this.dir = dir;
    }

    /** The tokens, of which there are none before the first start. Throws with a reason when the file is damaged. */
    Made read() {
        return dir.readJson(FILE, REMEDY).map(this::made).orElse(Made.NOTHING);
    }

    private Made made(ObjectNode json) {
        Map<String, String> clients = new TreeMap<>();
        json.withObjectProperty("tokens")
                .properties()
                .forEach(token -> clients.put(token.getKey(), token.getValue().asText()));
        Made made = new Made(json.path("operator").asText(null), clients);
        if (!made.toJson().equals(json)) {
            throw StartupProblem.damaged(dir.file(FILE), StateDir.NOT_OURS, REMEDY);
        }
        return made;
    }

    /** Makes what is missing: an operator's token, and a first client's. */
    Made ensure(boolean operator, boolean client) {
        return change(stored -> {
            Made complete = stored;
            if (operator && complete.operator().isEmpty()) {
                complete = complete.with(Caller.OPERATOR, random());
            }
            if (client && complete.clients().isEmpty()) {
                complete = complete.with("default", random());
            }
            return complete;
        });
    }

    Made rotate(String name) {
        return change(stored -> stored.with(name, random()));
    }

    private Made change(UnaryOperator<Made> change) {
        synchronized (WITHIN_PROCESS) {
            try (FileChannel channel =
                            FileChannel.open(dir.prepare(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.lock()) {
                Made before = read();
                Made after = change.apply(before);
                if (!after.equals(before) && lock.isValid()) {
                    dir.writeJson(FILE, after.toJson());
                }
                return after;
            } catch (IOException e) {
                throw new StartupProblem(dir.file(FILE) + " cannot be written (" + e.getMessage() + ").");
            }
        }
    }

    /** 256 bits, in characters that need no quoting anywhere. */
    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The content of {@code access.json}: the tokens that the agent made itself. */
    record Made(@Nullable String operatorToken, Map<String, String> clients) {
        static final Made NOTHING = new Made(null, Map.of());

        Optional<String> operator() {
            return Optional.ofNullable(operatorToken);
        }

        Map<String, String> byName() {
            Map<String, String> all = new TreeMap<>(clients);
            operator().ifPresent(token -> all.put(Caller.OPERATOR, token));
            return all;
        }

        /** The same with another token for a client, or for the operator. */
        Made with(String name, String token) {
            if (name.equals(Caller.OPERATOR)) {
                return new Made(token, clients);
            }
            Map<String, String> more = new TreeMap<>(clients);
            more.put(name, token);
            return new Made(operatorToken, more);
        }

        private ObjectNode toJson() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            operator().ifPresent(token -> json.put("operator", token));
            ObjectNode tokens = json.putObject("tokens");
            clients.forEach(tokens::put);
            return json;
        }

        @Override
        public String toString() {
            return "Made[" + byName().keySet() + ", redacted]";
        }
    }
}
