package io.ilinknotify.access;

import io.ilinknotify.volume.StartupProblem;
import io.smallrye.config.Secret;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Brings all places together where a token can come from. By name, what was configured wins over what the agent made
 * itself: a client that was made stays valid beside configured ones, since other senders may still use it.
 */
final class TokenSources {
    private final AccessConfig config;
    private final TokenStore store;

    TokenSources(AccessConfig config, TokenStore store) {
        this.config = config;
        this.store = store;
    }

    /**
     * The result of a reading.
     *
     * @param tokens the valid ones
     * @param warnings lines about files that are not used
     * @param stored what {@code access.json} holds
     */
    record Reading(TokenSet tokens, List<String> warnings, TokenStore.Made stored) {}

    /** Reads everything, and makes the first tokens when none of a kind is there. Every fault stops the start. */
    Reading first() {
        try {
            boolean operator = configuredOperator().isEmpty();
            boolean client = config.mode() == AccessConfig.Mode.TOKEN
                    && config.tokens().isEmpty()
                    && config.tokensDir().isEmpty();
            TokenStore.Made stored = operator || client
                    ? store.ensure(operator, client)
                    : store.readAtStart().orElse(new TokenStore.Made(Map.of()));
            return build(stored);
        } catch (IOException e) {
            throw new StartupProblem(String.valueOf(e.getMessage()));
        }
    }

    /** Reads everything anew; throws when what was read before should stay in force. */
    Reading again() throws IOException {
        return build(store.read().orElse(new TokenStore.Made(Map.of())));
    }

    private Reading build(TokenStore.Made stored) throws IOException {
        List<String> warnings = new ArrayList<>();
        List<NamedToken> mounted = mounted(warnings::add);
        NamedToken operator = configuredOperator()
                .or(() -> stored.operator().map(TokenSources::storedOperator))
                .orElseThrow(() -> new IOException(TokenStore.FILE + " has no token for the operator"));
        Optional<String> weakness = NamedToken.weakness(operator.value());
        if (weakness.isPresent()) {
            throw new IOException(operator.source() + ": " + weakness.get());
        }
        TokenSet tokens = TokenSet.build(operator.value(), clients(mounted, stored), warnings::add);
        return new Reading(
                tokens, warnings.stream().map(line -> line + "; it is not used").toList(), stored);
    }

    private static NamedToken storedOperator(String value) {
        return new NamedToken(Caller.OPERATOR, value, TokenStore.FILE + ", operator");
    }

    private List<NamedToken> clients(List<NamedToken> mounted, TokenStore.Made stored) {
        List<NamedToken> clients = new ArrayList<>(fromSettings(config));
        clients.addAll(mounted);
        Set<String> configured = clients.stream().map(NamedToken::name).collect(Collectors.toSet());
        stored.clients().forEach((name, value) -> {
            if (!configured.contains(name)) {
                clients.add(new NamedToken(name, value, TokenStore.FILE + ", " + name));
            }
        });
        return clients;
    }

    /** Names of clients and of the operator that come from elsewhere than {@code access.json}, with their source. */
    List<NamedToken> configured() throws IOException {
        List<NamedToken> all = new ArrayList<>(fromSettings(config));
        all.addAll(mounted(unreadable -> {}));
        configuredOperator().ifPresent(all::add);
        return all;
    }

    static List<NamedToken> fromSettings(AccessConfig config) {
        List<NamedToken> tokens = new ArrayList<>();
        new TreeMap<>(config.tokens()).forEach((name, secret) -> {
            String value = secret.get();
            tokens.add(new NamedToken(name, value == null ? "" : value, "notify.access.tokens." + name));
        });
        return tokens;
    }

    private List<NamedToken> mounted(Consumer<String> unreadable) throws IOException {
        Optional<Path> directory = config.tokensDir();
        if (directory.isEmpty()) {
            return List.of();
        }
        try {
            return TokenFiles.directory(directory.get(), unreadable);
        } catch (IOException e) {
            throw new IOException("notify.access.tokens-dir: " + directory.get() + " cannot be read as a directory ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private Optional<NamedToken> configuredOperator() throws IOException {
        Optional<String> value = config.operatorToken().map(Secret::get);
        if (value.isPresent()) {
            return Optional.of(new NamedToken(Caller.OPERATOR, value.get(), "notify.access.operator-token"));
        }
        Optional<Path> file = config.operatorTokenFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String source = "notify.access.operator-token-file: " + file.get();
        try {
            return Optional.of(new NamedToken(Caller.OPERATOR, TokenFiles.read(file.get()), source));
        } catch (IOException e) {
            throw new IOException(source + " cannot be read (" + TokenFiles.reason(e) + ")");
        }
    }
}
