package io.ilinknotify.access;

import io.smallrye.config.Secret;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings as a test gives them. */
record FixedAccessConfig(
        Mode mode,
        Map<String, Secret<String>> tokens,
        Optional<Path> tokensDir,
        Optional<Secret<String>> operatorToken,
        Optional<Path> operatorTokenFile)
        implements AccessConfig {

    static FixedAccessConfig nothing() {
        return new FixedAccessConfig(Mode.TOKEN, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    FixedAccessConfig withoutTokens() {
        return new FixedAccessConfig(Mode.NONE, tokens, tokensDir, operatorToken, operatorTokenFile);
    }

    FixedAccessConfig client(String name, String token) {
        Map<String, Secret<String>> more = new HashMap<>(tokens);
        more.put(name, () -> token);
        return new FixedAccessConfig(mode, more, tokensDir, operatorToken, operatorTokenFile);
    }

    FixedAccessConfig operator(String token) {
        return new FixedAccessConfig(mode, tokens, tokensDir, Optional.of(() -> token), operatorTokenFile);
    }

    FixedAccessConfig operatorFile(Path file) {
        return new FixedAccessConfig(mode, tokens, tokensDir, operatorToken, Optional.of(file));
    }

    FixedAccessConfig directory(Path directory) {
        return new FixedAccessConfig(mode, tokens, Optional.of(directory), operatorToken, operatorTokenFile);
    }
}
