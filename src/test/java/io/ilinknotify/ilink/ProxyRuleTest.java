package io.ilinknotify.ilink;

import io.smallrye.config.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProxyRuleTest {
    private static final URI TENCENT = URI.create("https://ilinkai.weixin.qq.com/ilink/bot/sendmessage");
    private static final URI SIMULATOR = URI.create("http://127.0.0.1:8091/ilink/bot/sendmessage");
    private static final Optional<ProxyRule.Proxy> PROXY = Optional.of(new ProxyRule.Proxy("proxy.corp", 3128, "", ""));

    private static ProxyRule setting(String value) {
        Secret<String> secret = () -> value;
        return ProxyRule.of(Optional.of(secret), Map.of("HTTPS_PROXY", "http://other.corp:1"));
    }

    private static ProxyRule environment(Map<String, String> environment) {
        return ProxyRule.of(Optional.empty(), environment);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.corp:3128, proxy.corp, 3128, '', ''",
        "HTTP://proxy.corp:3128/, proxy.corp, 3128, '', ''",
        "proxy.corp:3128, proxy.corp, 3128, '', ''",
        "http://proxy.corp, proxy.corp, 80, '', ''",
        "http://me:pa+ss%40%3A%20@proxy.corp:3128, proxy.corp, 3128, me, 'pa+ss@: '",
        "http://me@proxy.corp:3128, proxy.corp, 3128, me, ''",
        "http://me:a:b@proxy.corp:3128, proxy.corp, 3128, me, a:b",
        "http://[::1]:3128, [::1], 3128, '', ''"
    })
    void readsAProxy(String text, String host, int port, String user, String password) {
        assertThat(ProxyRule.Proxy.parse(text)).contains(new ProxyRule.Proxy(host, port, user, password));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://",
                "https://proxy.corp:3128",
                "socks5://proxy.corp:1080",
                "http://proxy.corp:0",
                "http://proxy.corp:99999",
                "http://proxy.corp:port",
                "http://proxy.corp:3128/path",
                "http://proxy.corp:3128?x",
                "http://proxy.corp:3128#x",
                "http://me:p%ss@proxy.corp:3128",
                "http://me:p@ss@proxy.corp:3128",
                "http://pro_xy:3128"
            })
    void refusesWhatIsNoProxyWithoutShowingIt(String text) {
        assertThat(ProxyRule.Proxy.parse(text)).isEmpty();
        assertThatThrownBy(() -> setting(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ilink.proxy must have the form http://host:port or http://user:password@host:port, or be"
                        + " direct (percent-encode special characters of a password)")
                .hasNoCause();
    }

    @Test
    void theSettingIsForAllCalls() {
        assertThat(setting("http://proxy.corp:3128").forTarget(TENCENT)).isEqualTo(PROXY);
        assertThat(setting("http://proxy.corp:3128").forTarget(SIMULATOR)).isEqualTo(PROXY);
    }

    @Test
    void directIgnoresTheEnvironment() {
        assertThat(setting("Direct").forTarget(TENCENT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "https_proxy"})
    void theEnvironmentIsForHttps(String name) {
        ProxyRule rule = environment(Map.of(name, "http://proxy.corp:3128"));

        assertThat(rule.forTarget(TENCENT)).isEqualTo(PROXY);
        assertThat(rule.forTarget(SIMULATOR)).isEmpty();
        assertThat(rule.forTarget(URI.create("https://localhost:8443/"))).isEmpty();
        assertThat(rule.forTarget(URI.create("https://127.1.2.3:8443/"))).isEmpty();
        assertThat(rule.forTarget(URI.create("https://[::1]:8443/"))).isEmpty();
    }

    @Test
    void thereIsNoneWithoutEither() {
        assertThat(environment(Map.of()).forTarget(TENCENT)).isEmpty();
        assertThat(environment(Map.of("HTTPS_PROXY", " ", "HTTP_PROXY", "http://proxy.corp:3128"))
                        .forTarget(TENCENT))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'*', true",
        "weixin.qq.com, true",
        ".weixin.qq.com, true",
        "*.weixin.qq.com, true",
        "'corp, ILINKAI.weixin.qq.com:443 ', true",
        "ilinkai.weixin.qq.com, true",
        "xin.qq.com, false",
        "sub.ilinkai.weixin.qq.com, false",
        "'', false",
        "',,', false"
    })
    void noProxyExceptsAHostAndWhatIsUnderIt(String noProxy, boolean excepted) {
        ProxyRule rule = environment(Map.of("HTTPS_PROXY", "http://proxy.corp:3128", "no_proxy", noProxy));

        assertThat(rule.forTarget(TENCENT).isEmpty()).isEqualTo(excepted);
    }

    @Test
    void saysWhatIsWrongWithTheEnvironmentAndHowToIgnoreIt() {
        assertThatThrownBy(() -> environment(Map.of("HTTPS_PROXY", "socks5://me:pass-word@proxy.corp")))
                .hasMessage("HTTPS_PROXY in the environment must have the form http://host:port or"
                        + " http://user:password@host:port (percent-encode special characters of a password);"
                        + " ilink.proxy=direct ignores it");
    }

    @Test
    void neverPrintsThePassword() {
        assertThat(new ProxyRule.Proxy("proxy.corp", 3128, "me", "pass-word")).hasToString("proxy.corp:3128");
    }
}
