package io.ilinknotify.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code notify.access.*}: who may send, and who may see. */
@ConfigMapping(prefix = "notify.access")
public interface AccessConfig {
    /**
     * {@code token}: sending needs a token; {@code none}: it does not, which is refused unless {@code quarkus.http.host} is a
     * loopback address.
     */
    @WithDefault("token")
    Mode mode();

    /** Tokens that may send, by client name; at least 20 characters each, no placeholders. */
    Map<String, Secret<String>> tokens();

    /** A directory with one token a file, such as a mounted Secret; a file's name up to the first dot is the client. */
    Optional<Path> tokensDir();

    /**
     * The token that opens the pages, the sign-in and the operator's calls; at least 20 characters.
     * Read it with {@code map(Secret::get)}: the outer value is there even when nothing is set.
     */
    Optional<Secret<String>> operatorToken();

    /** A file with that token; a final newline is ignored. Not together with {@link #operatorToken()}. */
    Optional<Path> operatorTokenFile();

    enum Mode {
        TOKEN,
        NONE
    }
}
