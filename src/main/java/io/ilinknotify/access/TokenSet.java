package io.ilinknotify.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tokens that are valid at one time. Holds hashes only. */
final class TokenSet {
    private final List<Entry> entries;
    private final TokenHash operator;

    private TokenSet(List<Entry> entries, TokenHash operator) {
        this.entries = List.copyOf(entries);
        this.operator = operator;
    }

    /** Whose token this is. Every entry is compared, in constant time. */
    Optional<Caller> find(String presented) {
        TokenHash hash = TokenHash.of(presented);
        Optional<Caller> found = Optional.empty();
        for (Entry entry : entries) {
            if (entry.hash().isSame(hash)) {
                found = Optional.of(entry.caller());
            }
        }
        return found;
    }

    /** Changes with the operator's token: what was allowed because of the old one ends with it. */
    TokenHash operator() {
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

    private record Entry(TokenHash hash, Caller caller) {}

    /** A set, and what had to be left out of it. */
    record Built(TokenSet tokens, List<String> refused) {}

    /** Takes every client's token that keeps the rules; the operator's is taken as it is. */
    static Built build(String operator, List<NamedToken> clients) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(TokenHash.of(operator), Caller.theOperator()));
        Map<String, String> owners = new HashMap<>();
        List<String> refused = new ArrayList<>();
        for (NamedToken client : clients) {
            Optional<String> wrong = TokenRules.wrongName(client.name())
                    .or(() -> TokenRules.weakness(client.value()))
                    .or(() -> clash(operator, client, owners));
            if (wrong.isPresent()) {
                refused.add(client.source() + ": " + wrong.get());
            } else {
                owners.put(client.value(), client.name());
                entries.add(new Entry(TokenHash.of(client.value()), Caller.client(client.name())));
            }
        }
        return new Built(new TokenSet(entries, TokenHash.of(operator)), refused);
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
}
