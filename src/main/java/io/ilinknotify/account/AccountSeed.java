package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.volume.SecretFile;
import io.ilinknotify.volume.StartupProblem;
import io.smallrye.config.Secret;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the account that {@code ilink.account.*} gives. */
final class AccountSeed {
    private AccountSeed() {}

    /**
     * Reads the settings and their files.
     *
     * @param defaultBase where its server is when they do not say it
     * @return empty when nothing is set
     * @throws StartupProblem naming the setting whose file cannot be read, or is empty
     */
    static Optional<Account> read(AccountSeedConfig config, URI defaultBase) {
        Optional<String> token = value("bot-token", config.botToken().map(Secret::get), config.botTokenFile());
        Optional<String> bot = value("bot-id", config.botId(), config.botIdFile());
        Optional<String> user = value("user-id", config.userId(), config.userIdFile());
        Optional<String> base = value("base-url", config.baseUrl().map(URI::toString), config.baseUrlFile());
        if (token.isEmpty() || bot.isEmpty() || user.isEmpty()) {
            return Optional.empty(); // the rules of the settings let them come only together
        }
        URI url = base.isEmpty()
                ? defaultBase
                : AccountFile.url(base.get())
                        .orElseThrow(() -> new StartupProblem(
                                "ilink.account.base-url: is not a URL such as https://ilinkai.weixin.qq.com."));
        return Optional.of(new Account(token.get(), bot.get(), user.get(), url));
    }

    private static Optional<String> value(String name, Optional<String> given, Optional<Path> file) {
        return file.isEmpty() ? given.map(String::strip) : Optional.of(content(name, file.get()));
    }

    private static String content(String name, Path file) {
        String setting = "ilink.account." + name + "-file: " + file;
        String text;
        try {
            text = SecretFile.read(file).strip();
        } catch (IOException e) {
            throw StartupProblem.failed(
                    setting + " cannot be read", e, "Mount the Secret there, or remove the setting.");
        }
        if (text.isEmpty()) {
            throw new StartupProblem(setting + " is empty. Fill it, or remove the setting.");
        }
        return text;
    }
}
