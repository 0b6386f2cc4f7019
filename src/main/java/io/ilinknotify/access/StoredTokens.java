package io.ilinknotify.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code access.json} holds: the tokens that the agent made itself.
 *
 * @param clients by name
 * @param operator the operator's, unless that comes from a setting
 */
record StoredTokens(Map<String, String> clients, Optional<String> operator) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    StoredTokens {
        clients = Collections.unmodifiableMap(new LinkedHashMap<>(clients));
    }

    static StoredTokens none() {
        return new StoredTokens(Map.of(), Optional.empty());
    }

    /** The same with another token for a client, or for the operator. */
    StoredTokens with(String name, String token) {
        if (name.equals(Caller.OPERATOR)) {
            return new StoredTokens(clients, Optional.of(token));
        }
        Map<String, String> more = new LinkedHashMap<>(clients);
        more.put(name, token);
        return new StoredTokens(more, operator);
    }

    byte[] toJson() {
        ObjectNode root = JSON.createObjectNode();
        operator.ifPresent(token -> root.put("operator", token));
        ObjectNode tokens = root.putObject("tokens");
        clients.forEach(tokens::put);
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts is JSON", e);
        }
    }

    /** Throws with a reason that holds nothing of the content. */
    static StoredTokens ofJson(byte[] content) throws IOException {
        JsonNode root;
        try {
            root = JSON.readTree(content);
        } catch (IOException e) {
            throw new IOException(content.length == 0 ? "it is empty" : "it is not JSON");
        }
        if (!root.isObject()) {
            throw new IOException(content.length == 0 ? "it is empty" : "it is not a JSON object");
        }
        Map<String, String> clients = new LinkedHashMap<>();
        Optional<String> operator = Optional.empty();
        for (Map.Entry<String, JsonNode> member : root.properties()) {
            switch (member.getKey()) {
                case "operator" -> operator = Optional.of(text(member));
                case "tokens" -> {
                    for (Map.Entry<String, JsonNode> client : member.getValue().properties()) {
                        clients.put(client.getKey(), text(client));
                    }
                }
                default -> throw new IOException("it has an unknown member \"" + member.getKey() + "\"");
            }
        }
        return new StoredTokens(clients, operator);
    }

    private static String text(Map.Entry<String, JsonNode> member) throws IOException {
        if (!member.getValue().isTextual()) {
            throw new IOException("\"" + member.getKey() + "\" is not a text");
        }
        return member.getValue().textValue();
    }

    @Override
    public String toString() {
        return "StoredTokens[" + clients.keySet() + (operator.isPresent() ? ", operator" : "") + ", redacted]";
    }
}
