package io.ilinknotify.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What {@code account.json} holds: an account, or that somebody signed out. The latter is kept, since a file that is
 * gone would let {@code ilink.account.*} bring the old account back at the next start.
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
record AccountFile(
        @JsonProperty("bot_token") @Nullable String botToken,
        @JsonProperty("bot_id") @Nullable String botId,
        @JsonProperty("user_id") @Nullable String userId,
        @JsonProperty("base_url") @Nullable String baseUrl,
        @JsonProperty("signed_out") @Nullable Boolean signedOut) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static AccountFile of(Account account) {
        return new AccountFile(
                account.botToken(),
                account.botId(),
                account.userId(),
                account.baseUrl().toString(),
                null);
    }

    static AccountFile afterSignOut() {
        return new AccountFile(null, null, null, null, true);
    }

    /** @throws Damaged saying what is wrong, without any of the file's content */
    static AccountFile parse(byte[] bytes) throws Damaged {
        AccountFile file;
        try {
            file = JSON.readValue(bytes, AccountFile.class);
        } catch (IOException e) {
            // The parser's own words would quote the file, and with it the token. They are no cause either.
            throw new Damaged("it is not the JSON object that was written there");
        }
        if (file == null) {
            throw new Damaged("it is empty");
        }
        file.check();
        return file;
    }

    byte[] bytes() {
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings can always be written as JSON", e);
        }
    }

    /** The account; empty after a sign-out. */
    Optional<Account> toAccount() {
        if (Boolean.TRUE.equals(signedOut) || botToken == null || botId == null || userId == null || baseUrl == null) {
            return Optional.empty();
        }
        return Optional.of(new Account(botToken, botId, userId, URI.create(baseUrl)));
    }

    private void check() throws Damaged {
        if (Boolean.TRUE.equals(signedOut)) {
            return;
        }
        need("bot_token", botToken);
        need("bot_id", botId);
        need("user_id", userId);
        need("base_url", baseUrl);
        if (!isUrl(String.valueOf(baseUrl))) {
            throw new Damaged("its base_url is not a URL");
        }
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void need(String name, @Nullable String value) throws Damaged {
        if (value == null || value.isBlank()) {
            throw new Damaged("its " + name + " is missing");
        }
    }

    /** What is wrong with a file; never with a part of it. */
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        private final String why;

        Damaged(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    @Override
    public String toString() {
        return "AccountFile[" + botId + ", token redacted]";
    }
}
