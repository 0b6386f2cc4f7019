package io.ilinknotify.account;

import io.ilinknotify.volume.StartupProblem;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountSeedTest {
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");

    @TempDir
    Path secret;

    @Test
    void nothingSetIsNoSeed() {
        assertThat(AccountSeed.read(config(Map.of()))).isEmpty();
    }

    @Test
    void filesAndValuesMixAndAFinalNewlineIsIgnored() throws Exception {
        Path token = Files.writeString(secret.resolve("token"), "token-1\n");

        AccountSeed seed = AccountSeed.read(config(Map.of(
                        "ilink.account.bot-token-file", token.toString(),
                        "ilink.account.bot-id", "b@im.bot",
                        "ilink.account.user-id", "u@im.wechat")))
                .orElseThrow();

        assertThat(seed.account(BASE)).isEqualTo(new Account("token-1", "b@im.bot", "u@im.wechat", BASE));
        assertThat(seed).asString().doesNotContain("token-1");
    }

    @Test
    void aFileThatIsMissingOrEmptyIsNamedWithItsSetting() throws Exception {
        Path missing = secret.resolve("missing");
        Path empty = Files.writeString(secret.resolve("empty"), "\n");

        assertThatThrownBy(() -> AccountSeed.read(config(Map.of("ilink.account.bot-token-file", missing.toString()))))
                .isInstanceOf(StartupProblem.class)
                .hasMessage("ilink.account.bot-token-file: " + missing
                        + " cannot be read (NoSuchFile). Mount the Secret there, or remove the setting.");
        assertThatThrownBy(() -> AccountSeed.read(config(Map.of("ilink.account.user-id-file", empty.toString()))))
                .isInstanceOf(StartupProblem.class)
                .hasMessage("ilink.account.user-id-file: " + empty + " is empty. Fill it, or remove the setting.");
    }

    @Test
    void aUrlThatIsNotGivenDoesNotDiffer() {
        Account stored = new Account("t", "b", "u", URI.create("https://sh.weixin.qq.com"));

        assertThat(new AccountSeed("t", "b", "u", null).differsFrom(stored)).isFalse();
        assertThat(new AccountSeed("t", "b", "u", BASE).differsFrom(stored)).isTrue();
        assertThat(new AccountSeed("other", "b", "u", null).differsFrom(stored)).isTrue();
    }

    private static AccountSeedConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccountSeedConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(AccountSeedConfig.class);
    }
}
