package io.ilinknotify.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** All tokens that are valid at one time. Holds hashes only. */
final class TokenSet {
    private final List<Entry> entries;
    private final Hash operator;

    private TokenSet(List<Entry> entries, Hash operator) {
        this.entries = List.copyOf(entries);
        this.operator = operator;
    }

    /** Whose token this is. Every entry is compared, in constant time. */
    Optional<Caller> find(String presented) {
        Hash hash = Hash.of(presented);
        Optional<Caller> found = Optional.empty();
        for (Entry entry : entries) {
            if (entry.hash().isSame(hash)) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }

    /** Changes with the operator's token: what was allowed because of the old one ends with it. */
    Hash operator() {
        return operator;
    }

    /** The clients' names, in the order of their sources, each once. */
    List<String> clients() {
        return entries.stream()
                .map(Entry::caller)
                .filter(caller -> !caller.operator())
                .map(Caller::name)
                .distinct()
                .toList();
    }

    private record Entry(Hash hash, Caller caller) {}

    /**
     * Takes every client's token that keeps the rules; the operator's is taken as it is.
     *
     * @param refused gets a line for each token that is left out
     */
    static TokenSet build(String operator, List<NamedToken> clients, Consumer<String> refused) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(Hash.of(operator), Caller.theOperator()));
        Map<String, String> owners = new HashMap<>();
        for (NamedToken client : clients) {
            Optional<String> wrong = NamedToken.wrongName(client.name())
                    .or(() -> NamedToken.weakness(client.value()))
                    .or(() -> clash(operator, client, owners));
            if (wrong.isPresent()) {
                refused.accept(client.source() + ": " + wrong.get());
            } else {
                owners.put(client.value(), client.name());
                entries.add(new Entry(Hash.of(client.value()), Caller.client(client.name())));
            }
        }
        return new TokenSet(entries, Hash.of(operator));
    }

    private static Optional<String> clash(String operator, NamedToken client, Map<String, String> owners) {
        if (client.value().equals(operator)) {
            return Optional.of("is the operator's token too; a client needs one of its own");
        }
        String owner = owners.get(client.value());
        return owner == null || owner.equals(client.name())
                ? Optional.empty()
                : Optional.of("is the token of the client \"" + owner + "\" too; each needs one of its own");
    }

    /** The SHA-256 of a token: all have one length, so that comparing takes the same time whatever was presented. */
    static final class Hash {
        private final byte[] digest;

        private Hash(byte[] digest) {
            this.digest = digest;
        }

        static Hash of(String token) {
            try {
                return new Hash(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        boolean isSame(Hash other) {
            return MessageDigest.isEqual(digest, other.digest);
        }
    }
}
