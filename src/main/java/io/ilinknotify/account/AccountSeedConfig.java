package io.ilinknotify.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code ilink.account.*}: the account for a volume that has none yet; {@code account.json} wins ever after. Each value
 * can be given itself or as a file that holds it (a final newline is ignored), never both. Token, bot id and user id
 * come together or not at all.
 */
@ConfigMapping(prefix = "ilink.account")
public interface AccountSeedConfig {
    /** The secret of the account. Read it with {@code map(Secret::get)}: the outer value is always there. */
    Optional<Secret<String>> botToken();

    /** A file with the secret. */
    Optional<Path> botTokenFile();

    /** {@code …@im.bot}. */
    Optional<String> botId();

    /** A file with the bot id. */
    Optional<Path> botIdFile();

    /** {@code …@im.wechat}: the person. */
    Optional<String> userId();

    /** A file with the user id. */
    Optional<Path> userIdFile();

    /** Where this account's server is; {@code ilink.base-url} when absent. */
    Optional<URI> baseUrl();

    /** A file with that URL. */
    Optional<Path> baseUrlFile();
}
