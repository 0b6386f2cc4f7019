package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.volume.StartupProblem;
import io.ilinknotify.volume.StateDir;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountFileTest {
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    private static final Account ACCOUNT =
            new Account("token-1", "b@im.bot", "u@im.wechat", URI.create("https://sh.weixin.qq.com"));
    private static final Function<URI, Optional<Account>> SEED =
            base -> Optional.of(new Account("token-seed", "s@im.bot", "t@im.wechat", base));
    private static final Function<URI, Optional<Account>> NO_SEED = base -> Optional.empty();

    @TempDir
    Path directory;

    private AccountFile store;

    @BeforeEach
    void open() {
        store = new AccountFile(StateDir.open(directory));
    }

    @Test
    void anEmptyVolumeWithoutASeedHasNoAccount() {
        assertThat(store.load(NO_SEED, BASE)).isEmpty();
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatWasWrittenIsThereAtTheNextStartAndForNobodyElse() throws Exception {
        store.write(ACCOUNT);

        assertThat(store.load(NO_SEED, BASE)).contains(ACCOUNT);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file())).isEqualTo("""
                {
                  "bot_token" : "token-1",
                  "bot_id" : "b@im.bot",
                  "user_id" : "u@im.wechat",
                  "base_url" : "https://sh.weixin.qq.com"
                }
                """);
    }

    @Test
    void aSeedFillsAnEmptyVolumeForGood() {
        Account seeded = new Account("token-seed", "s@im.bot", "t@im.wechat", BASE);

        assertThat(store.load(SEED, BASE)).contains(seeded);
        assertThat(store.load(NO_SEED, BASE)).contains(seeded);
    }

    @Test
    void theFileWinsOverTheSeed() throws Exception {
        store.write(ACCOUNT);

        assertThat(store.load(SEED, BASE)).contains(ACCOUNT);
    }

    @Test
    void aSignOutErasesTheTokenAndTheSeedDoesNotBringItBack() throws Exception {
        store.write(ACCOUNT);

        store.erase();

        assertThat(store.load(SEED, BASE)).isEmpty();
        assertThat(Files.readString(file())).doesNotContain("token", "im.bot", "im.wechat");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is not the JSON object that was written there",
                "{\"bot_token\":\"token-9|it is not the JSON object that was written there",
                "[]|it is not the JSON object that was written there",
                "null|it is empty",
                "{}|its bot_token is missing",
                "{\"bot_token\":\"token-9\",\"bot_id\":\"b\",\"base_url\":\"https://a.example\"}|its user_id is missing",
                "{\"bot_token\":\"token-9\",\"bot_id\":\"b\",\"user_id\":\"u\",\"base_url\":\"::\"}|its base_url is not a URL"
            })
    void aDamagedFileStopsTheStartIsNamedAndStays(String content, String why) throws IOException {
        Files.writeString(file(), content);

        assertThatThrownBy(() -> store.load(SEED, BASE))
                .isInstanceOf(StartupProblem.class)
                .hasMessage(
                        file() + " is damaged (" + why
                                + "). It was left as it is. Restore it from a backup, or move it away, start again and sign in.")
                .hasNoCause();
        assertThat(file()).hasContent(content);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() throws Exception {
        Files.writeString(file(), """
                {"bot_token": "token-1", "bot_id": "b@im.bot", "user_id": "u@im.wechat",
                 "base_url": "https://sh.weixin.qq.com", "later": [1]}
                """);

        assertThat(store.load(NO_SEED, BASE)).contains(ACCOUNT);
    }

    private Path file() {
        return directory.resolve("account.json");
    }
}
