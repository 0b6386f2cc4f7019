package io.ilinknotify.account;

import io.ilinknotify.TestStore;
import io.ilinknotify.ilink.Account;
import io.ilinknotify.ilink.FixedIlinkConfig;
import io.ilinknotify.store.Store;
import io.ilinknotify.volume.StateDir;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Memory, {@code account.json} and the database never tell different accounts, wherever a change fails. */
class CurrentAccountTest {
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");
    private static final Account OLD = new Account("token-1", "b@im.bot", "u@im.wechat", BASE);
    private static final Account NEW = new Account("token-2", "c@im.bot", "v@im.wechat", BASE);

    @TempDir
    Path directory;

    private final AtomicInteger told = new AtomicInteger();
    private Store store;
    private AccountHealth health;
    private CurrentAccount current;

    @BeforeEach
    void open() {
        store = TestStore.open(directory.resolve("agent.db"));
        start();
        current.replace(OLD);
        store.write(tx -> {
                    health.pollRefused(tx, Instant.now());
                    return true;
                })
                .join();
        told.set(0);
    }

    private void start() {
        AccountSeedConfig none = new SmallRyeConfigBuilder()
                .withMapping(AccountSeedConfig.class)
                .build()
                .getConfigMapping(AccountSeedConfig.class);
        health = new AccountHealth(store);
        current = new CurrentAccount(StateDir.open(directory), none, FixedIlinkConfig.at(BASE), health);
        current.onChange(told::incrementAndGet);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewAccountIsKnownEverywhereAndItsTokenNotRefused() {
        current.replace(NEW);

        assertThat(current.current()).contains(NEW);
        assertThat(health.state().isAccepted()).isTrue();
        assertThat(told).hasValue(1);
        start();
        assertThat(current.current()).contains(NEW);
        assertThat(health.state().isAccepted()).isTrue();
    }

    @Test
    void theOldOneStaysWhenTheDatabaseFails() {
        store.write(tx -> tx.update("CREATE TRIGGER broken BEFORE DELETE ON memo BEGIN SELECT RAISE(ABORT, 'no'); END"))
                .join();

        assertThatThrownBy(() -> current.replace(NEW)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> current.signOut()).isInstanceOf(RuntimeException.class);

        assertOldIsKept();
        assertThat(health.state().isAccepted()).isFalse();
    }

    @Test
    void theOldOneStaysWhenItsFileCannotBeReplaced() throws IOException {
        Path file = directory.resolve(AccountFile.NAME);
        Path aside = directory.resolve("aside");
        Files.move(file, aside);
        Files.createDirectories(file.resolve("in the way"));

        assertThatThrownBy(() -> current.replace(NEW)).isInstanceOf(UncheckedIOException.class);
        assertThat(health.state().isAccepted()).isFalse();

        Files.delete(file.resolve("in the way"));
        Files.delete(file);
        Files.move(aside, file);
        assertOldIsKept();
    }

    private void assertOldIsKept() {
        assertThat(current.current()).contains(OLD);
        assertThat(told).hasValue(0);
        start();
        assertThat(current.current()).contains(OLD);
    }
}
