package io.ilinknotify.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ilinknotify.account.AccountFile;
import io.ilinknotify.account.AccountHealth;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.InboundMessage;
import io.ilinknotify.ilink.ServerAddress;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.Store;
import io.ilinknotify.store.StoreException;
import io.ilinknotify.volume.AgentLock;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.WindowConfig;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code import FILE}: takes the account that another program signed in into the volume: the account file of OpenClaw's
 * plugin, the folder of it, or a {@code wechat.json}. Its cursor and its context come along where they are found.
 *
 * @param configuredBase {@code ilink.base-url}
 * @param out gets what was done, and what is left to do
 */
public record ImportCommand(Path stateDir, URI configuredBase, WindowConfig window, PrintStream out) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern BESIDE = Pattern.compile(".*\\.(sync|context-tokens)\\.json");
    private static final Pattern BOT = Pattern.compile("(.+)[-@]im[-.]bot");

    /** Takes the context of another program, which is as old as the file that holds it. */
    private record Found(Account account, String cursor, String context, Instant contextAt) {}

    /**
     * Imports, unless the volume has an account already.
     *
     * @param replace imports all the same
     * @throws StartupProblem saying why nothing was imported
     */
    public void run(Path file, boolean replace) throws IOException {
        Found found = read(Files.isDirectory(file) ? only(file) : file);
        StateDir dir = StateDir.open(stateDir);
        try (AgentLock lock = AgentLock.take(dir, "an import")) {
            AccountFile accounts = new AccountFile(dir);
            if (!replace
                    && accounts.load(base -> Optional.empty(), configuredBase).isPresent()) {
                throw new StartupProblem("The volume " + dir.path() + " has an account (" + AccountFile.NAME
                        + "). Nothing was imported; import FILE --replace takes the new one instead.");
            }
            store(dir, found);
            accounts.write(found.account);
        }
        out.println("Imported " + found.account.botId() + (found.context.isEmpty() ? "" : " with its context") + ".");
        out.println(
                "Stop the other program for good before you start this one: two pollers steal each other's messages.");
        if (found.context.isEmpty()) {
            out.println("Then write anything to the bot in WeChat once: before that nothing can be sent.");
        }
    }

    /** The one account of a folder. */
    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> accounts = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !BESIDE.matcher(file.toString()).matches())
                    .sorted()
                    .toList();
            if (accounts.size() != 1) {
                throw new StartupProblem(folder + " holds " + accounts.size() + " accounts and not one: " + accounts
                        + ". Name the file to import.");
            }
            return accounts.getFirst();
        }
    }

    private Found read(Path file) throws IOException {
        JsonNode content = json(file);
        String token = content.path("token").asText().strip();
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
        // Tencent's tokens begin with the bot's id.
        String botId = BOT.matcher(name).matches()
                ? BOT.matcher(name).replaceFirst("$1@im.bot")
                : token.substring(0, Math.max(0, token.indexOf(':')));
        String userId = content.path("userId").asText(content.path("to_user_id").asText());
        if (token.isEmpty() || botId.isEmpty() || userId.isEmpty()) {
            throw new StartupProblem(
                    file + " lacks the token, the person (userId, to_user_id), or the bot's id in its name"
                            + " (…-im-bot.json). Sign in at /login instead.");
        }
        Account account =
                new Account(token, botId, userId, base(content.path("baseUrl").asText()));
        Path cursor = file.resolveSibling(name + ".sync.json");
        Path contexts = file.resolveSibling(name + ".context-tokens.json");
        boolean beside = Files.exists(contexts);
        return new Found(
                account,
                Files.exists(cursor) ? json(cursor).path("get_updates_buf").asText() : "",
                beside
                        ? json(contexts).path(userId).asText()
                        : content.path("context_token").asText(),
                Files.getLastModifiedTime(beside ? contexts : file).toInstant());
    }

    private URI base(String named) {
        return switch (ServerAddress.ofBaseUrl(configuredBase, named.isBlank() ? configuredBase.toString() : named)) {
            case ServerAddress.Usable a -> a.base();
            case ServerAddress.Refused r -> throw new StartupProblem(r.message());
        };
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // The parser's own words would quote the file, and with it the token.
            throw new StartupProblem(file + " is not JSON.");
        }
    }

    private void store(StateDir dir, Found found) {
        try (Store store = Store.open(new Database(dir.file(Database.FILE)))) {
            Purse purse = new Purse(store, window, Clock.systemUTC());
            store.commit(tx -> {
                AccountHealth.forget(tx);
                purse.belongsTo(tx, found.account.botId());
                Poller.put(tx, found.account, found.cursor);
                String person = found.account.userId();
                return purse.received(
                        tx,
                        new InboundMessage("", person, true, found.context, Optional.empty(), "imported"),
                        found.contextAt);
            });
        } catch (StoreException e) {
            throw new StartupProblem(String.valueOf(e.getMessage()));
        }
    }
}
