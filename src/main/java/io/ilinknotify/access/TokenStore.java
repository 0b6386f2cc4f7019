package io.ilinknotify.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import static java.util.Collections.unmodifiableMap;

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

    /** The tokens, of which there are none before the first start. Throws with a reason when the file is damaged. */
    Made read() {
        try {
            Optional<byte[]> content = dir.read(FILE);
            return content.isPresent() ? Made.ofJson(content.get()) : Made.NOTHING;
        } catch (IOException e) {
            throw StartupProblem.damaged(
                    dir.file(FILE),
                    String.valueOf(e.getMessage()),
                    "Repair it, or move it away: then new tokens are made, and the command \"tokens\" shows them.");
        }
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
                    dir.write(FILE, after.toJson());
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
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Made(
            @JsonProperty("operator") @Nullable String operatorToken,
            @JsonProperty("tokens") Map<String, String> clients) {
        static final Made NOTHING = new Made(null, Map.of());

        private static final List<CoercionInputShape> NO_TEXT =
                List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);
        private static final ObjectMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> NO_TEXT.forEach(kind -> text.setCoercion(kind, CoercionAction.Fail)))
                .build();

        /** A file without clients is right, too; a token that is null is not. */
        Made {
            clients = clients == null ? Map.of() : unmodifiableMap(new TreeMap<>(Map.copyOf(clients)));
        }

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

        byte[] toJson() throws IOException {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        /** Throws with a reason that holds nothing of the content, as the parser's own words do. */
        static Made ofJson(byte[] content) throws IOException {
            try {
                Made made = JSON.readValue(content, Made.class);
                if (made != null) {
                    return made;
                }
            } catch (IOException e) {
                // Told below.
            }
            throw new IOException("it is not the JSON object that was written there");
        }

        @Override
        public String toString() {
            return "Made[" + byName().keySet() + ", redacted]";
        }
    }
}
