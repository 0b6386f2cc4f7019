package io.ilinknotify.ilink;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class IlinkConfigTest {
    private static final FixedIlinkConfig GOOD = FixedIlinkConfig.at(URI.create("https://ilinkai.weixin.qq.com"));

    @TempDir
    Path folder;

    private static IlinkConfig mapped(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(IlinkConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withConverter(Duration.class, 100, new DurationConverter())
                .build();
        return config.getConfigMapping(IlinkConfig.class);
    }

    @Test
    void theDefaultsAreThoseOfTheProtocolPage() {
        IlinkConfig config = mapped(Map.of());

        assertThat(config.baseUrl()).isEqualTo(URI.create("https://ilinkai.weixin.qq.com"));
        assertThat(config.cdnUrl()).isEqualTo(URI.create("https://novac2c.cdn.weixin.qq.com/c2c"));
        assertThat(config.channelVersion()).isEqualTo("2.4.9");
        assertThat(config.appId()).isEqualTo("bot");
        assertThat(config.botAgent()).isEqualTo("ilink-notify/0.1.0");
        assertThat(config.botType()).isEqualTo(3);
        assertThat(config.pollHold()).isEqualTo(Duration.ofSeconds(35));
        assertThat(config.sendTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.proxy().map(Secret::get)).isEmpty();
        assertThat(config.caFile()).isEmpty();
        assertThat(IlinkConfigRules.check(config)).isEmpty();
    }

    @Test
    void aProxyIsASecret() {
        IlinkConfig config = mapped(Map.of("ilink.proxy", "http://me:pass-word@proxy.corp:3128"));

        assertThat(config.proxy().orElseThrow().get()).isEqualTo("http://me:pass-word@proxy.corp:3128");
        assertThat(config.proxy().toString() + config).doesNotContain("pass-word");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8091", "http://ilink.test/base/", "https://[::1]:8443", "HTTPS://X.org"})
    void takesHttpBases(String base) {
        assertThat(IlinkConfigRules.check(FixedIlinkConfig.at(URI.create(base))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ilinkai.weixin.qq.com",
                "ftp://weixin.qq.com",
                "https:///x",
                "https://ilink_sim:80",
                "mailto:x",
                "",
                "https://h?x=1",
                "https://h#x",
                "https://h:0",
                "https://h:65536"
            })
    void refusesOtherBases(String base) {
        assertThat(IlinkConfigRules.check(FixedIlinkConfig.at(URI.create(base))))
                .containsExactly("ilink.base-url must be http or https, a host, and perhaps a port and a path, such as"
                        + " https://ilinkai.weixin.qq.com, not \"" + base + "\"");
    }

    @Test
    void doesNotRepeatAPasswordInABase() {
        assertThat(IlinkConfigRules.check(FixedIlinkConfig.at(URI.create("https://me:pass-word@host"))))
                .containsExactly("ilink.base-url must be http or https, a host, and perhaps a port and a path, such as"
                        + " https://ilinkai.weixin.qq.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.4", "2.4.9.1", "2.4.256", "v2.4.9", "2.4.9-beta", "", "2..9", "2.4.9999"})
    void refusesOtherVersions(String version) {
        assertThat(IlinkConfigRules.check(GOOD.withChannelVersion(version)))
                .containsExactly("ilink.channel-version must be major.minor.patch, each 0 to 255, such as 2.4.9, not \""
                        + version + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/1", "ilink-notify/0.1.0 curl/8.5.0+x", "A_b.c-d/1.0.0-SNAPSHOT"})
    void takesProductsAsBotAgent(String agent) {
        assertThat(IlinkConfigRules.check(GOOD.withBotAgent(agent))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "agent",
                "agent/",
                "/1",
                "a/1  b/2",
                "a/1 ",
                " a/1",
                "通知/1",
                "a/1\r\nx: y",
                "a/1/2",
                "a/1;b/2"
            })
    void refusesOtherBotAgents(String agent) {
        assertThat(IlinkConfigRules.check(GOOD.withBotAgent(agent)))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence)
                        .startsWith(
                                "ilink.bot-agent must be Name/Version products with single spaces between, ASCII, at most"
                                        + " 256 bytes, not \"")
                        .doesNotContain("\n"));
    }

    @Test
    void aBotAgentHasAtMost256Bytes() {
        String longest = "abcdefgh/1234567 ".repeat(14) + "abcdefgh/123456789";

        assertThat(longest).hasSize(256);
        assertThat(IlinkConfigRules.check(GOOD.withBotAgent(longest))).isEmpty();
        assertThat(IlinkConfigRules.check(GOOD.withBotAgent(longest + "0"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nx: y", "机器人"})
    void refusesAnAppIdThatNoHeaderTakes(String id) {
        assertThat(IlinkConfigRules.check(GOOD.withAppId(id)))
                .hasSize(1)
                .allMatch(s -> s.startsWith("ilink.app-id must"));
    }

    @Test
    void refusesABotTypeBelowZero() {
        assertThat(IlinkConfigRules.check(GOOD.withBotType(-1)))
                .containsExactly("ilink.bot-type must be 0 or more, not -1");
    }

    @Test
    void timesHaveARange() {
        assertThat(IlinkConfigRules.check(
                        GOOD.withPollHold(Duration.ofMinutes(5)).withSendTimeout(Duration.ofMinutes(2))))
                .isEmpty();
        assertThat(IlinkConfigRules.check(
                        GOOD.withPollHold(Duration.ofMillis(999)).withSendTimeout(Duration.ofSeconds(121))))
                .containsExactly(
                        "ilink.poll-hold must be 1s to 5m, not PT0.999S",
                        "ilink.send-timeout must be 1s to 2m, not PT2M1S");
    }

    @Test
    void refusesACaFileThatIsNoneAndSaysWhy() throws Exception {
        Path missing = folder.resolve("missing.pem");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThat(List.of(missing, empty, broken, folder))
                .flatExtracting(file -> IlinkConfigRules.check(GOOD.withCaFile(file)))
                .containsExactly(
                        "ilink.ca-file cannot be read: " + missing + " (NoSuchFileException)",
                        "ilink.ca-file holds no PEM certificate: " + empty,
                        "ilink.ca-file holds something else than PEM certificates: " + broken,
                        "ilink.ca-file cannot be read: " + folder + " (IOException)");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        assertThat(IlinkConfigRules.check(GOOD.withBotType(-1).withProxy("ftp://me:pass-word@x")))
                .containsExactly(
                        "ilink.bot-type must be 0 or more, not -1",
                        "ilink.proxy must have the form http://host:port or http://user:password@host:port, or be direct"
                                + " (percent-encode special characters of a password)");
    }

    @Test
    void nothingOfTheClientPrintsASecret() {
        URI base = URI.create("https://ilinkai.weixin.qq.com");
        Object[] holders = {
            new Account("secret", "b@im.bot", "o9@im.wechat", base),
            new OutgoingMessage.Text("id", "secret", "secret"),
            new UploadOutcome.Uploaded("secret", "secret", 5, 16),
            new OutgoingMessage.Media(
                    "id", "secret", MediaKind.FILE, "secret", new UploadOutcome.Uploaded("secret", "secret", 5, 16)),
            new EncipheredFile(Path.of("secret"), "secret", "secret", "secret", 5),
            new QrCodeOutcome.Fetched("secret", "secret"),
            new QrStatus.Confirmed(new Account("secret", "b@im.bot", "o9@im.wechat", base)),
            new ConnectionOutcome.Connected("secret"),
            new InboundMessage("7", "o9@im.wechat", true, "secret", Optional.empty(), ""),
            HttpCalls.Request.post(
                    URI.create("https://h/p?qrcode=secret"), Map.of("Authorization", "secret"), "secret"),
            new CallResult.Answered(200, Map.of(), "secret".getBytes(StandardCharsets.UTF_8)),
            new ProxyRule.Proxy("host", 80, "secret", "secret")
        };

        for (Object holder : holders) {
            assertThat(holder.toString()).doesNotContain("secret");
        }
    }
}
