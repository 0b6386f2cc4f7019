package io.ilinknotify.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.volume.SecretFile;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.smallrye.config.Secret;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code account.json} of the volume: an account, or that somebody signed out. The latter is kept, since a file that is
 * gone would let {@code ilink.account.*} bring the old account back at the next start.
 */
public record AccountFile(StateDir dir) {
    public static final String NAME = "account.json";

    private static final Logger LOG = Logger.getLogger(AccountFile.class);

    private static final String REMEDY = "Restore it from a backup, or move it away, start again and sign in.";

    /**
     * The account at the start: that of the file; and where there is no file yet, the seed, which is stored at once.
     *
     * @param seed gives the account of the settings; it takes the URL of the server for the case that they name none
     * @throws StartupProblem when the file is damaged or cannot be read or written; it is left as it is
     */
    public Optional<Account> load(Function<URI, Optional<Account>> seed, URI defaultBase) {
        Optional<ObjectNode> file = dir.readJson(NAME, REMEDY);
        if (file.isEmpty()) {
            Optional<Account> seeded = seed.apply(defaultBase);
            seeded.ifPresent(this::storeSeed);
            return seeded;
        }
        Optional<Account> stored = account(file.get());
        Optional<Account> given = seed.apply(stored.map(Account::baseUrl).orElse(defaultBase));
        if (given.isPresent() && !given.equals(stored)) {
            LOG.warnf(
                    "ilink.account.* gives another account than %s, and the file wins; remove the settings, or the file "
                            + "to start with them.",
                    dir.file(NAME));
        }
        return stored;
    }

    /** Puts the account on disk; the old one stays until the new one is there. */
    public void write(Account account) throws IOException {
        dir.writeJson(
                NAME,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("bot_token", account.botToken())
                        .put("bot_id", account.botId())
                        .put("user_id", account.userId())
                        .put("base_url", account.baseUrl().toString()));
    }

    void erase() throws IOException {
        dir.writeJson(NAME, JsonNodeFactory.instance.objectNode().put("signed_out", true));
    }

    /** Reads an account; empty after a sign-out. */
    private Optional<Account> account(ObjectNode content) {
        if (content.path("signed_out").asBoolean()) {
            return Optional.empty();
        }
        String botToken = text(content, "bot_token");
        String botId = text(content, "bot_id");
        String userId = text(content, "user_id");
        URI baseUrl = url(text(content, "base_url")).orElseThrow(() -> damaged("its base_url is not a URL"));
        return Optional.of(new Account(botToken, botId, userId, baseUrl));
    }

    private String text(JsonNode content, String field) {
        String text = content.path(field).asText();
        if (text.isBlank()) {
            throw damaged("its " + field + " is missing");
        }
        return text;
    }

    static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(url -> url.getHost() != null)
                    .filter(url -> "https".equals(url.getScheme()) || "http".equals(url.getScheme()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private StartupProblem damaged(String why) {
        return StartupProblem.damaged(dir.file(NAME), why, REMEDY);
    }

    private void storeSeed(Account account) {
        try {
            write(account);
        } catch (IOException e) {
            throw StartupProblem.failed(dir.file(NAME) + " cannot be written", e, "");
        }
        LOG.infof("The account %s was taken from ilink.account.*.", account.botId());
    }

    /**
     * Reads the account that {@code ilink.account.*} gives.
     *
     * @param defaultBase where its server is when they do not say it
     * @return empty when nothing is set
     * @throws StartupProblem naming the setting whose file cannot be read, or is empty
     */
    static Optional<Account> seed(AccountSeedConfig config, URI defaultBase) {
        Optional<String> token = value("bot-token", config.botToken().map(Secret::get), config.botTokenFile());
        Optional<String> bot = value("bot-id", config.botId(), config.botIdFile());
        Optional<String> user = value("user-id", config.userId(), config.userIdFile());
        if (token.isEmpty() || bot.isEmpty() || user.isEmpty()) {
            return Optional.empty(); // the rules of the settings let them come only together
        }
        URI base = value("base-url", config.baseUrl().map(URI::toString), config.baseUrlFile())
                .map(text -> url(text)
                        .orElseThrow(() -> new StartupProblem(
                                "ilink.account.base-url: is not a URL such as https://ilinkai.weixin.qq.com.")))
                .orElse(defaultBase);
        return Optional.of(new Account(token.get(), bot.get(), user.get(), base));
    }

    private static Optional<String> value(String name, Optional<String> given, Optional<Path> file) {
        return given.or(() -> file.map(path -> SecretFile.read("ilink.account." + name + "-file", path)))
                .map(String::strip);
    }
}
