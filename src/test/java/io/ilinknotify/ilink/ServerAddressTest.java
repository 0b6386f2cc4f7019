package io.ilinknotify.ilink;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;

class ServerAddressTest {
    private static final URI TENCENT = URI.create("https://ilinkai.weixin.qq.com");
    private static final URI SIMULATOR = URI.create("http://127.0.0.1:8091");
    private static final URI SIMULATOR_V6 = URI.create("http://[::1]:8091");

    @ParameterizedTest
    @CsvSource({
        "https://ilinkai.weixin.qq.com, https://ilinkai.weixin.qq.com",
        "https://ilinkai.weixin.qq.com/, https://ilinkai.weixin.qq.com",
        "https://sz2.ilink.weixin.qq.com/v2/, https://sz2.ilink.weixin.qq.com/v2",
        "https://weixin.qq.com, https://weixin.qq.com",
        "HTTPS://SZ2.WeiXin.QQ.com, https://sz2.weixin.qq.com",
        "https://sz2.weixin.qq.com., https://sz2.weixin.qq.com",
        "https://sz2.weixin.qq.com:8443, https://sz2.weixin.qq.com:8443",
        "' https://sz2.weixin.qq.com ', https://sz2.weixin.qq.com"
    })
    void takesHttpsUnderWeixin(String baseUrl, String base) {
        assertThat(ServerAddress.ofBaseUrl(TENCENT, baseUrl)).isEqualTo(new ServerAddress.Usable(URI.create(base)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evilweixin.qq.com",
                "https://weixin.qq.com.evil.org",
                "https://weixin.qq.com..",
                "https://sz2.weixin.qq.com..",
                "https://evil.org/weixin.qq.com",
                "https://evil.org?weixin.qq.com",
                "https://evil.org#.weixin.qq.com",
                "https://evil.org\\.weixin.qq.com",
                "https://evil.org%2F.weixin.qq.com",
                "https://evil.org%00.weixin.qq.com",
                "https://ilinkai.weixin.qq.com@evil.org",
                "https://ilinkai.weixin.qq.com:443@evil.org",
                "https://user@ilinkai.weixin.qq.com",
                "https://user:pass@ilinkai.weixin.qq.com",
                "https://@ilinkai.weixin.qq.com",
                "https://ilinkai.weixin.qq.com?x=1",
                "https://ilinkai.weixin.qq.com/#x",
                "https://ilinkai.weixin.qq.com:0",
                "https://ilinkai.weixin.qq.com:65536",
                "https://ilinkai.weixin.qq.com:x",
                "http://ilinkai.weixin.qq.com",
                "http://sz2.weixin.qq.com",
                "ftp://ilinkai.weixin.qq.com",
                "//ilinkai.weixin.qq.com",
                "ilinkai.weixin.qq.com",
                "https:ilinkai.weixin.qq.com",
                "https:///ilinkai.weixin.qq.com",
                "https://",
                "",
                "  ",
                "null",
                "https://ilinkai.weixin.qq.com\nhost: evil.org",
                "https://evil.org\t.weixin.qq.com",
                "https://wеixin.qq.com",
                "https://sz2.weixin.qq.com。",
                "https://127.0.0.1",
                "https://[::1]",
                "https://[::1].weixin.qq.com",
                "javascript:alert(1)"
            })
    void refusesWhatIsNot(String baseUrl) {
        assertThat(ServerAddress.ofBaseUrl(TENCENT, baseUrl)).isInstanceOf(ServerAddress.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8091, http://127.0.0.1:8091",
        "http://127.0.0.1:9000/x, http://127.0.0.1:9000/x",
        "http://127.0.0.1, http://127.0.0.1",
        "https://127.0.0.1:8443, https://127.0.0.1:8443",
        "https://sz2.weixin.qq.com, https://sz2.weixin.qq.com"
    })
    void takesTheConfiguredHostWithItsOwnSchemeAndPort(String baseUrl, String base) {
        assertThat(ServerAddress.ofBaseUrl(SIMULATOR, baseUrl)).isEqualTo(new ServerAddress.Usable(URI.create(base)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8091",
                "http://127.0.0.2:8091",
                "http://127.0.0.1.evil.org:8091",
                "http://sz2.weixin.qq.com",
                "http://[::1]:8091"
            })
    void refusesOtherHostsThanTheConfiguredOne(String baseUrl) {
        assertThat(ServerAddress.ofBaseUrl(SIMULATOR, baseUrl)).isInstanceOf(ServerAddress.Refused.class);
    }

    @Test
    void takesAConfiguredIpv6Host() {
        assertThat(ServerAddress.ofBaseUrl(SIMULATOR_V6, "http://[::1]:9000"))
                .isEqualTo(new ServerAddress.Usable(URI.create("http://[::1]:9000")));
        assertThat(ServerAddress.ofBaseUrl(SIMULATOR_V6, "http://[::2]:9000"))
                .isInstanceOf(ServerAddress.Refused.class);
    }

    @Test
    void neverGoesFromHttpsToHttpOnTheConfiguredHost() {
        URI own = URI.create("https://ilink.example.org");

        assertThat(ServerAddress.ofBaseUrl(own, "https://ilink.example.org:8443"))
                .isEqualTo(new ServerAddress.Usable(URI.create("https://ilink.example.org:8443")));
        assertThat(ServerAddress.ofBaseUrl(own, "http://ilink.example.org")).isInstanceOf(ServerAddress.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "sz2.weixin.qq.com, https://sz2.weixin.qq.com",
        "sz2.weixin.qq.com:8443, https://sz2.weixin.qq.com:8443",
        "ILINKAI.weixin.qq.com, https://ilinkai.weixin.qq.com",
        "https://sz2.weixin.qq.com/, https://sz2.weixin.qq.com"
    })
    void aRedirectHostIsMeantAsHttps(String host, String base) {
        assertThat(ServerAddress.ofRedirectHost(TENCENT, host)).isEqualTo(new ServerAddress.Usable(URI.create(base)));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:8091",
        "127.0.0.1:9000, http://127.0.0.1:9000",
        "sz2.weixin.qq.com, https://sz2.weixin.qq.com"
    })
    void aRedirectHostThatIsTheConfiguredOneKeepsItsSchemeAndPort(String host, String base) {
        assertThat(ServerAddress.ofRedirectHost(SIMULATOR, host)).isEqualTo(new ServerAddress.Usable(URI.create(base)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.org",
                "evilweixin.qq.com",
                "weixin.qq.com@evil.org",
                "evil.org/.weixin.qq.com",
                "evil.org#weixin.qq.com",
                "http://sz2.weixin.qq.com",
                "a b",
                "",
                "[::1]"
            })
    void refusesOtherRedirectHosts(String host) {
        assertThat(ServerAddress.ofRedirectHost(TENCENT, host)).isInstanceOf(ServerAddress.Refused.class);
    }

    @Test
    void saysWhatWasRefusedAndWhatWouldBeRight() {
        assertThat(ServerAddress.ofBaseUrl(TENCENT, "https://weixin.qq.com.evil.org"))
                .isEqualTo(new ServerAddress.Refused(
                        "The server named the address \"https://weixin.qq.com.evil.org\", which is refused because the"
                                + " host is a foreign one: the token is given only to https hosts under weixin.qq.com, or"
                                + " to the host of ilink.base-url (ilinkai.weixin.qq.com)."));
    }

    @ParameterizedTest
    @CsvSource({
        "https://novac2c.cdn.weixin.qq.com/c2c/upload?a=%2F&b=, https://novac2c.cdn.weixin.qq.com/c2c/upload?a=%2F&b=",
        "https://upload.QQ.com/x/, https://upload.qq.com/x/",
        "https://qq.com:8443?x, https://qq.com:8443?x"
    })
    void anUploadMayGoAnywhereUnderQqComAndKeepsItsQuery(String url, String address) {
        assertThat(ServerAddress.ofUpload(TENCENT, url)).isEqualTo(new ServerAddress.Usable(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://upload.qq.com/x",
                "https://evilqq.com/x",
                "https://qq.com.evil.org/x",
                "https://me@qq.com/x",
                "https://qq.com/x#y",
                "https://127.0.0.1/x",
                "https://169.254.169.254/latest?x=.qq.com",
                "file:///etc/passwd"
            })
    void anUploadGoesNowhereElse(String url) {
        assertThat(ServerAddress.ofUpload(TENCENT, url)).isInstanceOf(ServerAddress.Refused.class);
    }

    @Property
    void whatIsTakenIsAlwaysTrusted(@ForAll String anything) {
        for (String candidate :
                new String[] {anything, "https://" + anything, "https://" + anything + ".weixin.qq.com"}) {
            if (ServerAddress.ofBaseUrl(TENCENT, candidate) instanceof ServerAddress.Usable(URI base)) {
                assertThat(base.getScheme()).isEqualTo("https");
                assertThat(base.getHost()).matches("([a-z0-9-]+\\.)*weixin\\.qq\\.com");
                assertThat(base.getRawUserInfo()).isNull();
            }
            if (ServerAddress.ofUpload(TENCENT, candidate) instanceof ServerAddress.Usable(URI address)) {
                assertThat(address.getScheme()).isEqualTo("https");
                assertThat(address.getHost()).matches("ilinkai\\.weixin\\.qq\\.com|([a-z0-9-]+\\.)*qq\\.com");
            }
        }
    }
}
