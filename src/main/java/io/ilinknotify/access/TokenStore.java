package io.ilinknotify.access;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Optional<Made> read() throws IOException {
        Optional<byte[]> content = dir.read(FILE);
        return content.isPresent() ? Optional.of(Made.ofJson(content.get())) : Optional.empty();
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

    /** Replaces one token. */
    Made rotate(String name) {
        return change(stored -> stored.with(name, random()));
    }

    private Made change(UnaryOperator<Made> change) {
        synchronized (WITHIN_PROCESS) {
            try (FileChannel channel =
                            FileChannel.open(dir.prepare(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.lock()) {
                Made before = readAtStart().orElse(new Made(Map.of()));
                Made after = change.apply(before);
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
    Optional<Made> readAtStart() {
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
    static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The content of {@code access.json}: the tokens that the agent made itself.
     *
     * @param tokens by the client's name; the operator's, unless that comes from a setting, by {@link Caller#OPERATOR}
     */
    record Made(Map<String, String> tokens) {
        private static final ObjectMapper JSON =
                new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

        Made {
            tokens = Collections.unmodifiableMap(new LinkedHashMap<>(tokens));
        }

        Optional<String> operator() {
            return Optional.ofNullable(tokens.get(Caller.OPERATOR));
        }

        Map<String, String> clients() {
            Map<String, String> clients = new LinkedHashMap<>(tokens);
            clients.remove(Caller.OPERATOR);
            return clients;
        }

        /** The same with another token for a client, or for the operator. */
        Made with(String name, String token) {
            Map<String, String> more = new LinkedHashMap<>(tokens);
            more.put(name, token);
            return new Made(more);
        }

        byte[] toJson() {
            ObjectNode root = JSON.createObjectNode();
            operator().ifPresent(token -> root.put(Caller.OPERATOR, token));
            ObjectNode clients = root.putObject("tokens");
            clients().forEach(clients::put);
            return (root.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
        }

        /** Throws with a reason that holds nothing of the content. */
        static Made ofJson(byte[] content) throws IOException {
            JsonNode root;
            try {
                root = JSON.readTree(content);
            } catch (IOException e) {
                throw new IOException("it is not JSON");
            }
            if (!root.isObject()) {
                throw new IOException(content.length == 0 ? "it is empty" : "it is not a JSON object");
            }
            Map<String, String> tokens = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> member : root.properties()) {
                switch (member.getKey()) {
                    case Caller.OPERATOR -> put(tokens, member);
                    case "tokens" -> {
                        for (Map.Entry<String, JsonNode> client :
                                member.getValue().properties()) {
                            put(tokens, client);
                        }
                    }
                    default -> throw new IOException("it has an unknown member \"" + member.getKey() + "\"");
                }
            }
            return new Made(tokens);
        }

        private static void put(Map<String, String> tokens, Map.Entry<String, JsonNode> member) throws IOException {
            if (!member.getValue().isTextual()) {
                throw new IOException("\"" + member.getKey() + "\" is not a text");
            }
            tokens.put(member.getKey(), member.getValue().textValue());
        }

        @Override
        public String toString() {
            return "Made[" + tokens.keySet() + ", redacted]";
        }
    }
}
