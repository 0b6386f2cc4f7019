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
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads tokens wherever they can come from: settings, mounted files, and {@code access.json}. By name, what was configured wins over what the agent made
 * itself: a client that was made stays valid beside configured ones, since other senders may still use it.
 */
public record TokenSources(AccessConfig config, TokenStore store) {
    /**
     * The result of a reading.
     *
     * @param warnings lines about tokens that are not used
     * @param configured what comes from elsewhere than {@code access.json}
     * @param made the valid ones of {@code access.json}, by name: what is configured under the same name wins
     */
    record Reading(TokenSet tokens, List<String> warnings, List<NamedToken> configured, Map<String, NamedToken> made) {}

    /** One line for each setting that is wrong, never with a token. Files are read later, at the start. */
    public static List<String> check(AccessConfig config) {
        List<String> wrong = new ArrayList<>();
        Optional<String> operator = config.operatorToken().map(Secret::get);
        operator.flatMap(NamedToken::weakness)
                .ifPresent(weakness -> wrong.add("notify.access.operator-token: " + weakness));
        TokenSet.build(operator.orElse(""), fromSettings(config), wrong::add);
        return wrong;
    }

    /** Reads everything, and makes the first tokens when none of a kind is there. Every fault stops the start. */
    Reading first() {
        boolean operator = configuredOperator().isEmpty();
        boolean client = config.mode() == AccessConfig.Mode.TOKEN
                && config.tokens().isEmpty()
                && config.tokensDir().isEmpty();
        return build(operator || client ? store.ensure(operator, client) : store.read());
    }

    /** Reads everything anew; throws a {@link StartupProblem} when what was read before should stay in force. */
    Reading again() {
        return build(store.read());
    }

    private Reading build(Map<String, NamedToken> stored) {
        List<String> warnings = new ArrayList<>();
        List<NamedToken> clients = new ArrayList<>(fromSettings(config));
        config.tokensDir().ifPresent(directory -> clients.addAll(mounted(directory, warnings::add)));
        List<NamedToken> configured = new ArrayList<>(clients);
        Optional<NamedToken> given = configuredOperator();
        given.ifPresent(configured::add);
        NamedToken operator = given.or(() -> Optional.ofNullable(stored.get(NamedToken.OPERATOR)))
                .orElseThrow(() -> new StartupProblem(TokenStore.FILE + " has no token for the operator"));
        NamedToken.weakness(operator.value()).ifPresent(weakness -> {
            throw new StartupProblem(operator.source() + ": " + weakness);
        });
        Map<String, NamedToken> made = new TreeMap<>(stored);
        configured.forEach(token -> made.remove(token.name()));
        made.values().stream().filter(token -> !token.equals(operator)).forEach(clients::add);
        TokenSet tokens = TokenSet.build(operator.value(), clients, warnings::add);
        warnings.replaceAll(line -> line + "; it is not used");
        return new Reading(tokens, warnings, configured, made);
    }

    static List<NamedToken> fromSettings(AccessConfig config) {
        List<NamedToken> tokens = new ArrayList<>();
        new TreeMap<>(config.tokens()).forEach((name, secret) -> {
            String value = secret.get();
            tokens.add(new NamedToken(name, value == null ? "" : value, "notify.access.tokens." + name));
        });
        return tokens;
    }

    private Optional<NamedToken> configuredOperator() {
        String setting = "notify.access.operator-token";
        return config.operatorToken()
                .map(Secret::get)
                .map(value -> new NamedToken(NamedToken.OPERATOR, value, setting))
                .or(() -> config.operatorTokenFile()
                        .map(file -> new NamedToken(
                                NamedToken.OPERATOR,
                                SecretFile.read(setting + "-file", file),
                                setting + "-file: " + file)));
    }

    /**
     * Reads {@code notify.access.tokens-dir} in the order of the files' names. Kubernetes links {@code name -> ..data/name}:
     * links are followed, names with a dot skipped.
     *
     * @param unreadable gets a line for each file that cannot be read
     */
    static List<NamedToken> mounted(Path directory, Consumer<String> unreadable) {
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
        } catch (IOException e) {
            throw new StartupProblem("notify.access.tokens-dir: " + directory + " cannot be read as a directory ("
                    + e.getClass().getSimpleName() + ")");
        }
        return tokens;
    }
}
