package io.ilinknotify.inbound;

import io.ilinknotify.account.AccountFile;
import io.ilinknotify.delivery.TestSettings;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.store.Database;
import io.ilinknotify.store.KeyValues;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.AgentLock;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import io.ilinknotify.window.Purse;
import io.ilinknotify.window.PurseEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImportCommandTest {
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    private static final Instant NOW = Instant.parse("2026-11-29T09:00:00Z");

    @TempDir
    Path directory;

    private Path accounts;
    private Path volume;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void makeFolders() throws IOException {
        accounts = Files.createDirectory(directory.resolve("accounts"));
        volume = directory.resolve("volume");
    }

    private void run(Path file, boolean replace) throws IOException {
        new ImportCommand(volume, BASE, TestSettings.Window.DEFAULTS, new PrintStream(out, true, UTF_8))
                .run(file, replace);
    }

    private Path plugin(String name) throws IOException {
        return Files.writeString(accounts.resolve(name), """
                {"token": "b0f5860fdecb@im.bot:secret", "savedAt": "2026-11-01T00:00:00.000Z",
                 "baseUrl": "https://sh.weixin.qq.com", "userId": "o9@im.wechat"}
                """);
    }

    private Optional<Account> account() {
        return new AccountFile(StateDir.open(volume)).load(base -> Optional.empty(), BASE);
    }

    private static String stored(Store store, String name) {
        return store.read(tx -> KeyValues.get(tx, name)).orElse("");
    }

    @Test
    void aFileOfThePluginNamesItsBot() throws IOException {
        run(plugin("b0f5860fdecb-im-bot.json"), false);

        assertThat(account())
                .contains(new Account(
                        "b0f5860fdecb@im.bot:secret",
                        "b0f5860fdecb@im.bot",
                        "o9@im.wechat",
                        URI.create("https://sh.weixin.qq.com")));
        assertThat(out.toString(UTF_8))
                .contains(
                        "Imported b0f5860fdecb@im.bot.",
                        "Stop the other program for good",
                        "Then write anything to the bot in WeChat once")
                .doesNotContain("secret");
    }

    @Test
    void aFolderBringsTheCursorAndTheContextToo() throws IOException {
        plugin("b0f5860fdecb@im.bot.json");
        Files.writeString(accounts.resolve("b0f5860fdecb@im.bot.sync.json"), "{\"get_updates_buf\": \"cursor-7\"}");
        Path contexts = Files.writeString(
                accounts.resolve("b0f5860fdecb@im.bot.context-tokens.json"), "{\"o9@im.wechat\": \"context-7\"}");
        Instant written = NOW.minus(Duration.ofHours(2));
        Files.setLastModifiedTime(contexts, java.nio.file.attribute.FileTime.from(written));

        run(accounts, false);

        try (Store store = Store.open(new Database(volume.resolve(Database.FILE)))) {
            Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
            Purse purse = new Purse(store, TestSettings.Window.DEFAULTS, clock);
            PurseEntry entry = store.read(purse::newest).orElseThrow();
            assertThat(entry.contextToken()).isEqualTo("context-7");
            assertThat(entry.person()).isEqualTo("o9@im.wechat");
            assertThat(entry.writtenAt()).isEqualTo(written);
            assertThat(purse.view().open()).isTrue();
            assertThat(stored(store, "inbound.cursor")).isEqualTo("b0f5860fdecb@im.bot\ncursor-7");
            assertThat(stored(store, "window.bot")).isEqualTo("b0f5860fdecb@im.bot");
        }
        assertThat(out.toString(UTF_8)).contains("with its context").doesNotContain("write anything");
    }

    @Test
    void aSeedTakesTheBotFromItsToken() throws IOException {
        Path seed = Files.writeString(
                directory.resolve("wechat.json"),
                "{\"token\":\"abc@im.bot:secret\",\"to_user_id\":\"o9@im.wechat\",\"context_token\":\"c\"}");

        run(seed, false);

        assertThat(account()).contains(new Account("abc@im.bot:secret", "abc@im.bot", "o9@im.wechat", BASE));
        assertThat(out.toString(UTF_8)).contains("with its context");
    }

    @Test
    void anAccountIsOnlyReplacedWhenThatIsAskedFor() throws IOException {
        Path first = plugin("first-im-bot.json");
        Path second = plugin("second-im-bot.json");
        run(first, false);

        assertThatThrownBy(() -> run(second, false))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("has an account (account.json)")
                .hasMessageContaining("--replace");
        assertThat(account().orElseThrow().botId()).isEqualTo("first@im.bot");

        run(second, true);
        assertThat(account().orElseThrow().botId()).isEqualTo("second@im.bot");
    }

    @Test
    void aFolderOfSeveralAccountsIsRefused() throws IOException {
        plugin("first-im-bot.json");
        plugin("second-im-bot.json");

        assertThatThrownBy(() -> run(accounts, false))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("holds 2 accounts");
        assertThat(volume).doesNotExist();
    }

    @Test
    void whatIsNoAccountIsRefusedWithoutQuotingIt() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"token\": \"secret");
        Path lacking = Files.writeString(directory.resolve("lacking-im-bot.json"), "{\"token\": \"secret\"}");
        Path foreign = Files.writeString(
                directory.resolve("foreign-im-bot.json"),
                "{\"token\": \"secret\", \"userId\": \"u\", \"baseUrl\": \"https://evil.example\"}");

        for (Path file : new Path[] {broken, lacking, foreign}) {
            assertThatThrownBy(() -> run(file, false))
                    .isInstanceOf(StartupProblem.class)
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void aRunningAgentIsNotDisturbed() throws IOException {
        Path file = plugin("b-im-bot.json");
        try (AgentLock lock = AgentLock.take(StateDir.open(volume), "process 1")) {
            assertThatThrownBy(() -> run(file, false))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("Stop that one first");
        }
    }
}
