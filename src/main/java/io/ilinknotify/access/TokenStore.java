package io.ilinknotify.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * {@code access.json}. The agent and the command {@code tokens} may make and change it at the same time: a change holds
 * the lock on {@code access.lock} from reading to writing. Reading needs no lock, since the file is replaced as a whole.
 */
record TokenStore(StateDir dir) {
    static final String FILE = "access.json";

    private static final String LOCK = "access.lock";
    private static final String REMEDY =
            "Repair it, or move it away: then new tokens are made, and the command \"tokens\" shows them.";
    /** Locks of the operating system are between processes; this one is between threads. */
    private static final Object WITHIN_PROCESS = new Object();

    /** The tokens by name, with the operator's; none before the first start. Throws with a reason when the file is damaged. */
    Map<String, NamedToken> read() {
        return dir.readJson(FILE, REMEDY).map(this::read).orElse(Map.of());
    }

    private Map<String, NamedToken> read(ObjectNode json) {
        Map<String, NamedToken> tokens = new TreeMap<>();
        json.withObjectProperty("tokens")
                .properties()
                .forEach(token -> put(tokens, token.getKey(), token.getValue().asText()));
        if (json.has(NamedToken.OPERATOR)) {
            put(tokens, NamedToken.OPERATOR, json.path(NamedToken.OPERATOR).asText());
        }
        if (!json(tokens).equals(json)) {
            throw StartupProblem.damaged(dir.file(FILE), StateDir.NOT_OURS, REMEDY);
        }
        return tokens;
    }

    private static ObjectNode json(Map<String, NamedToken> tokens) {
        ObjectNode clients = JsonNodeFactory.instance.objectNode();
        tokens.forEach((name, token) -> clients.put(name, token.value()));
        JsonNode operator = clients.remove(NamedToken.OPERATOR);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (operator != null) {
            json.set(NamedToken.OPERATOR, operator);
        }
        json.set("tokens", clients);
        return json;
    }

    private static void put(Map<String, NamedToken> tokens, String name, String value) {
        tokens.put(name, new NamedToken(name, value, FILE + ", " + name));
    }

    /** Makes what is missing: an operator's token, and a first client's. */
    Map<String, NamedToken> ensure(boolean operator, boolean client) {
        return change(tokens -> {
            boolean noClient = Set.of(NamedToken.OPERATOR).containsAll(tokens.keySet());
            if (operator && !tokens.containsKey(NamedToken.OPERATOR)) {
                put(tokens, NamedToken.OPERATOR, random());
            }
            if (client && noClient) {
                put(tokens, "default", random());
            }
        });
    }

    /** Replaces a token, or makes it; returns the new one. */
    String rotate(String name) {
        String value = random();
        change(tokens -> put(tokens, name, value));
        return value;
    }

    private Map<String, NamedToken> change(Consumer<Map<String, NamedToken>> change) {
        synchronized (WITHIN_PROCESS) {
            try (FileChannel channel =
                            FileChannel.open(dir.prepare(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                    FileLock lock = channel.lock()) {
                Map<String, NamedToken> before = read();
                Map<String, NamedToken> after = new TreeMap<>(before);
                change.accept(after);
                if (!after.equals(before) && lock.isValid()) {
                    dir.writeJson(FILE, json(after));
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
}
