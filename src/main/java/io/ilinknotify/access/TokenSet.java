package io.ilinknotify.access;

import io.quarkus.runtime.util.HashUtil;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All tokens that are valid at one time, as their SHA-256: comparing takes the same time whatever was presented. */
final class TokenSet {
    private final Map<String, String> names;
    private final String operator;

    private TokenSet(Map<String, String> names, String operator) {
        this.names = names;
        this.operator = operator;
    }

    /**
     * Takes every client's token that keeps the rules; the operator's is taken as it is.
     *
     * @param refused gets a line for each token that is left out
     */
    static TokenSet build(String operator, List<NamedToken> clients, Consumer<String> refused) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(HashUtil.sha256(operator), NamedToken.OPERATOR);
        for (NamedToken client : clients) {
            String hash = HashUtil.sha256(client.value());
            Optional<String> wrong = NamedToken.wrongName(client.name())
                    .or(() -> NamedToken.weakness(client.value()))
                    .or(() -> clash(names.get(hash), client.name()));
            if (wrong.isPresent()) {
                refused.accept(client.source() + ": " + wrong.get());
            } else {
                names.put(hash, client.name());
            }
        }
        return new TokenSet(names, HashUtil.sha256(operator));
    }

    private static Optional<String> clash(@Nullable String owner, String name) {
        if (owner == null || owner.equals(name)) {
            return Optional.empty();
        }
        return Optional.of(
                owner.equals(NamedToken.OPERATOR)
                        ? "is the operator's token too; a client needs one of its own"
                        : "is the token of the client \"" + owner + "\" too; each needs one of its own");
    }

    /** The name of whoever has this token. Every one is compared, in constant time. */
    Optional<String> find(String presented) {
        byte[] hash = HashUtil.sha256(presented).getBytes(StandardCharsets.US_ASCII);
        Optional<String> found = Optional.empty();
        for (Map.Entry<String, String> known : names.entrySet()) {
            if (MessageDigest.isEqual(known.getKey().getBytes(StandardCharsets.US_ASCII), hash)) {
                found = Optional.of(known.getValue());
            }
        }
        return found;
    }

    /** Changes with the operator's token: what was allowed because of the old one ends with it. */
    String operator() {
        return operator;
    }

    /** The clients' names, in the order of their sources, each once. */
    List<String> clients() {
        return names.values().stream()
                .filter(name -> !name.equals(NamedToken.OPERATOR))
                .distinct()
                .toList();
    }
}
