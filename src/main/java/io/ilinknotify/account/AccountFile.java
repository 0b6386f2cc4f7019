package io.ilinknotify.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code account.json} of the volume: an account, or that somebody signed out. The latter is kept, since a file that is
 * gone would let {@code ilink.account.*} bring the old account back at the next start.
 */
final class AccountFile {
    static final String NAME = "account.json";
    private static final Logger LOG = Logger.getLogger(AccountFile.class);

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final StateDir dir;

    AccountFile(StateDir dir) {
        this.dir = dir;
    }

    /**
     * The account at the start: that of the file; and where there is no file yet, the seed, which is stored at once.
     *
     * @throws StartupProblem when the file is damaged or cannot be read or written; it is left as it is
     */
    Optional<Account> load(Optional<AccountSeed> seed, URI defaultBase) {
        Optional<Content> file = read();
        if (file.isEmpty()) {
            Optional<Account> seeded = seed.map(s -> s.account(defaultBase));
            seeded.ifPresent(this::storeSeed);
            return seeded;
        }
        Optional<Account> stored = file.get().toAccount();
        if (seed.isPresent()
                && stored.map(account -> seed.get().differsFrom(account)).orElse(true)) {
            LOG.warnf(
                    "ilink.account.* gives another account than %s, and the file wins; remove the settings, or the file "
                            + "to start with them.",
                    dir.file(NAME));
        }
        return stored;
    }

    /** Puts the account on disk; the old one stays until the new one is there. */
    void write(Account account) throws IOException {
        dir.write(NAME, bytes(Content.of(account)));
    }

    /** Erases the token. */
    void erase() throws IOException {
        dir.write(NAME, bytes(Content.afterSignOut()));
    }

    private Optional<Content> read() {
        try {
            return dir.read(NAME).map(this::parse);
        } catch (IOException e) {
            throw StartupProblem.failed(
                    dir.file(NAME) + " cannot be read", e, "Let this user read it, or restore it from a backup.");
        }
    }

    private Content parse(byte[] bytes) {
        Content content;
        try {
            content = JSON.readValue(bytes, Content.class);
        } catch (IOException e) {
            // The parser's own words would quote the file, and with it the token. They are no cause either.
            throw damaged("it is not the JSON object that was written there");
        }
        if (content == null) {
            throw damaged("it is empty");
        }
        content.fault().ifPresent(fault -> {
            throw damaged(fault);
        });
        return content;
    }

    private StartupProblem damaged(String why) {
        return StartupProblem.damaged(
                dir.file(NAME), why, "Restore it from a backup, or move it away, start again and sign in.");
    }

    private static byte[] bytes(Content content) {
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written as JSON", e);
        }
    }

    private void storeSeed(Account account) {
        try {
            write(account);
        } catch (IOException e) {
            throw StartupProblem.failed(dir.file(NAME) + " cannot be written", e, "");
        }
        LOG.infof("The account %s was taken from ilink.account.*.", account.botId());
    }

    /** The fields of the file. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Content(
            @JsonProperty("bot_token") @Nullable String botToken,
            @JsonProperty("bot_id") @Nullable String botId,
            @JsonProperty("user_id") @Nullable String userId,
            @JsonProperty("base_url") @Nullable String baseUrl,
            @JsonProperty("signed_out") @Nullable Boolean signedOut) {
        static Content of(Account account) {
            return new Content(
                    account.botToken(),
                    account.botId(),
                    account.userId(),
                    account.baseUrl().toString(),
                    null);
        }

        static Content afterSignOut() {
            return new Content(null, null, null, null, true);
        }

        /** The account; empty after a sign-out. */
        Optional<Account> toAccount() {
            if (Boolean.TRUE.equals(signedOut)
                    || botToken == null
                    || botId == null
                    || userId == null
                    || baseUrl == null) {
                return Optional.empty();
            }
            return Optional.of(new Account(botToken, botId, userId, URI.create(baseUrl)));
        }

        /** Names the first fault; empty when there is none. */
        Optional<String> fault() {
            if (Boolean.TRUE.equals(signedOut)) {
                return Optional.empty();
            }
            Map<String, @Nullable String> fields = new LinkedHashMap<>();
            fields.put("bot_token", botToken);
            fields.put("bot_id", botId);
            fields.put("user_id", userId);
            fields.put("base_url", baseUrl);
            for (Map.Entry<String, @Nullable String> field : fields.entrySet()) {
                if (field.getValue() == null || field.getValue().isBlank()) {
                    return Optional.of("its " + field.getKey() + " is missing");
                }
            }
            return isUrl(String.valueOf(baseUrl)) ? Optional.empty() : Optional.of("its base_url is not a URL");
        }

        private static boolean isUrl(String text) {
            try {
                URI uri = new URI(text);
                return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            } catch (URISyntaxException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return "AccountFile[" + botId + ", token redacted]";
        }
    }
}
