package io.ilinknotify.access;

import io.ilinknotify.volume.SecretFile;
import io.ilinknotify.volume.StartupProblem;
import io.smallrye.config.Secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads tokens wherever they can come from: settings, mounted files, and {@code access.json}. By name, what was configured wins over what the agent made
 * itself: a client that was made stays valid beside configured ones, since other senders may still use it.
 */
public final class TokenSources {
    private final AccessConfig config;
    private final TokenStore store;

    TokenSources(AccessConfig config, TokenStore store) {
        this.config = config;
        this.store = store;
    }

    /**
     * The result of a reading.
     *
     * @param warnings lines about tokens that are not used
     * @param configured what comes from elsewhere than {@code access.json}
     */
    record Reading(TokenSet tokens, List<String> warnings, List<NamedToken> configured, TokenStore.Made stored) {
        /** The valid ones of {@code access.json}: what is configured under the same name wins. */
        Map<String, String> made() {
            Map<String, String> made = stored.byName();
            configured.forEach(token -> made.remove(token.name()));
            return made;
        }
    }

    /** One line for each setting that is wrong, never with a token. Files are read later, at the start. */
    public static List<String> check(AccessConfig config) {
        List<String> wrong = new ArrayList<>();
        Optional<String> operator = config.operatorToken().map(Secret::get);
        if (operator.isPresent() && config.operatorTokenFile().isPresent()) {
            wrong.add("notify.access.operator-token: give either this or operator-token-file, not both");
        }
        operator.flatMap(NamedToken::weakness)
                .ifPresent(weakness -> wrong.add("notify.access.operator-token: " + weakness));
        TokenSet.build(operator.orElse(""), fromSettings(config), wrong::add);
        return wrong;
    }

    /** Reads everything, and makes the first tokens when none of a kind is there. Every fault stops the start. */
    Reading first() {
        try {
            boolean operator = configuredOperator().isEmpty();
            boolean client = config.mode() == AccessConfig.Mode.TOKEN
                    && config.tokens().isEmpty()
                    && config.tokensDir().isEmpty();
            TokenStore.Made stored = operator || client ? store.ensure(operator, client) : store.read();
            return build(stored);
        } catch (IOException e) {
            throw new StartupProblem(String.valueOf(e.getMessage()));
        }
    }

    /** Reads everything anew; throws when what was read before should stay in force. */
    Reading again() throws IOException {
        return build(store.read());
    }

    private Reading build(TokenStore.Made stored) throws IOException {
        List<String> warnings = new ArrayList<>();
        List<NamedToken> clients = new ArrayList<>(fromSettings(config));
        if (config.tokensDir().isPresent()) {
            clients.addAll(mounted(config.tokensDir().get(), warnings::add));
        }
        List<NamedToken> configured = new ArrayList<>(clients);
        configuredOperator().ifPresent(configured::add);
        NamedToken operator = configuredOperator()
                .or(() -> stored.operator()
                        .map(value -> new NamedToken(Caller.OPERATOR, value, TokenStore.FILE + ", operator")))
                .orElseThrow(() -> new IOException(TokenStore.FILE + " has no token for the operator"));
        Optional<String> weakness = NamedToken.weakness(operator.value());
        if (weakness.isPresent()) {
            throw new IOException(operator.source() + ": " + weakness.get());
        }
        Set<String> names = clients.stream().map(NamedToken::name).collect(Collectors.toSet());
        stored.clients().forEach((name, value) -> {
            if (!names.contains(name)) {
                clients.add(new NamedToken(name, value, TokenStore.FILE + ", " + name));
            }
        });
        TokenSet tokens = TokenSet.build(operator.value(), clients, warnings::add);
        warnings.replaceAll(line -> line + "; it is not used");
        return new Reading(tokens, warnings, configured, stored);
    }

    static List<NamedToken> fromSettings(AccessConfig config) {
        List<NamedToken> tokens = new ArrayList<>();
        new TreeMap<>(config.tokens()).forEach((name, secret) -> {
            String value = secret.get();
            tokens.add(new NamedToken(name, value == null ? "" : value, "notify.access.tokens." + name));
        });
        return tokens;
    }

    private List<NamedToken> mounted(Path directory, Consumer<String> unreadable) throws IOException {
        try {
            return directory(directory, unreadable);
        } catch (IOException e) {
            throw new IOException("notify.access.tokens-dir: " + directory + " cannot be read as a directory ("
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
            return Optional.of(new NamedToken(Caller.OPERATOR, SecretFile.read(file.get()), source));
        } catch (IOException e) {
            throw new IOException(source + " cannot be read (" + SecretFile.reason(e) + ")");
        }
    }

    /**
     * Reads a directory with one token a file, in the order of the files' names. Kubernetes links
     * {@code name -> ..data/name}: links are followed, names with a dot skipped.
     *
     * @param unreadable gets a line for each file that cannot be read
     */
    static List<NamedToken> directory(Path directory, Consumer<String> unreadable) throws IOException {
        List<NamedToken> tokens = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.toFile().getName();
                if (name.startsWith(".") || Files.isDirectory(file)) {
                    continue;
                }
                try {
                    tokens.add(new NamedToken(name.replaceFirst("\\..*$", ""), SecretFile.read(file), file.toString()));
                } catch (IOException e) {
                    unreadable.accept(file + ": cannot be read (" + SecretFile.reason(e) + ")");
                }
            }
        }
        return tokens;
    }
}
