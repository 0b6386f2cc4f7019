package io.ilinknotify.account;

import io.smallrye.config.Secret;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the account that {@code ilink.account.*} gives. */
final class AccountSeed {
    private AccountSeed() {}

    /**
     * @param defaultBase the base URL of an account that names none
     * @return empty when nothing is set
     * @throws IllegalStateException naming the setting whose file cannot be read, or is empty
     */
    static Optional<Account> read(AccountSeedConfig config, URI defaultBase) {
        Optional<String> token = value("bot-token", config.botToken().map(Secret::get), config.botTokenFile());
        Optional<String> bot = value("bot-id", config.botId(), config.botIdFile());
        Optional<String> user = value("user-id", config.userId(), config.userIdFile());
        Optional<String> base = value("base-url", config.baseUrl().map(URI::toString), config.baseUrlFile());
        if (token.isEmpty() || bot.isEmpty() || user.isEmpty()) {
            return Optional.empty(); // the rules of the settings let them come only together
        }
        URI baseUrl = base.map(AccountSeed::url).orElse(defaultBase);
        return Optional.of(new Account(token.get(), bot.get(), user.get(), baseUrl));
    }

    private static Optional<String> value(String name, Optional<String> given, Optional<Path> file) {
        return file.isEmpty() ? given.map(String::strip) : Optional.of(content(name, file.get()));
    }

    private static String content(String name, Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "ilink.account." + name + "-file: " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + "); mount the Secret there or remove the setting",
                    e);
        }
        if (text.isEmpty()) {
            throw new IllegalStateException("ilink.account." + name + "-file: " + file + " is empty");
        }
        return text;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new IllegalStateException("ilink.account.base-url: is not a URL such as https://ilinkai.weixin.qq.com");
    }
}
