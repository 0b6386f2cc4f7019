package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;
import io.ilinknotify.volume.StartupProblem;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccountFileSeedTest {
    private static final URI BASE = URI.create("https://ilinkai.weixin.qq.com");

    @TempDir
    Path secret;

    @Test
    void nothingSetIsNoSeed() {
        assertThat(AccountFile.seed(config(Map.of()), BASE)).isEmpty();
    }

    @Test
    void filesAndValuesMixAndAFinalNewlineIsIgnored() throws Exception {
        Path token = Files.writeString(secret.resolve("token"), "token-1\n");

        Account seed = AccountFile.seed(
                        config(Map.of(
                                "ilink.account.bot-token-file", token.toString(),
                                "ilink.account.bot-id", "b@im.bot",
                                "ilink.account.user-id", "u@im.wechat")),
                        BASE)
                .orElseThrow();

        assertThat(seed).isEqualTo(new Account("token-1", "b@im.bot", "u@im.wechat", BASE));
        assertThat(seed).asString().doesNotContain("token-1");
    }

    @Test
    void aFileThatIsMissingOrEmptyIsNamedWithItsSetting() throws Exception {
        Path missing = secret.resolve("missing");
        Path empty = Files.writeString(secret.resolve("empty"), "\n");

        assertThatThrownBy(() ->
                        AccountFile.seed(config(Map.of("ilink.account.bot-token-file", missing.toString())), BASE))
                .isInstanceOf(StartupProblem.class)
                .hasMessage("ilink.account.bot-token-file: " + missing
                        + " cannot be read (NoSuchFileException). Mount the Secret there, or remove the setting.");
        assertThatThrownBy(() -> AccountFile.seed(config(Map.of("ilink.account.user-id-file", empty.toString())), BASE))
                .isInstanceOf(StartupProblem.class)
                .hasMessage("ilink.account.user-id-file: " + empty + " is empty. Fill it, or remove the setting.");
    }

    @Test
    void aUrlThatIsGivenCountsAndElseThatOfTheAccountOnDisk() {
        Map<String, String> settings =
                Map.of("ilink.account.bot-token", "t", "ilink.account.bot-id", "b", "ilink.account.user-id", "u");
        Map<String, String> withUrl = new HashMap<>(settings);
        withUrl.put("ilink.account.base-url", "https://sh.weixin.qq.com");

        assertThat(AccountFile.seed(config(settings), BASE)).contains(new Account("t", "b", "u", BASE));
        assertThat(AccountFile.seed(config(withUrl), BASE))
                .contains(new Account("t", "b", "u", URI.create("https://sh.weixin.qq.com")));
    }

    private static AccountSeedConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccountSeedConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(AccountSeedConfig.class);
    }
}
