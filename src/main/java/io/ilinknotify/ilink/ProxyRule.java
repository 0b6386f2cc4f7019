package io.ilinknotify.ilink;

import io.smallrye.config.Secret;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which calls go through which proxy; see {@link IlinkConfig#proxy}. */
final class ProxyRule {
    private static final String DIRECT = "direct";

    private final Optional<Proxy> forAll;
    private final Optional<Proxy> forHttps;
    private final List<String> exceptions;

    private ProxyRule(Optional<Proxy> forAll, Optional<Proxy> forHttps, List<String> exceptions) {
        this.forAll = forAll;
        this.forHttps = forHttps;
        this.exceptions = exceptions;
    }

    /**
     * Reads the setting, and the environment where there is none.
     *
     * @throws IllegalArgumentException naming what is wrong, without the value, which may hold a password
     */
    static ProxyRule of(Optional<Secret<String>> setting, Map<String, String> environment) {
        // An absent Optional<Secret<…>> comes from SmallRye as a present one that gives null.
        Optional<String> given = setting.map(Secret::get).map(String::strip);
        if (given.isPresent()) {
            String value = given.get();
            Optional<Proxy> chosen =
                    value.equalsIgnoreCase(DIRECT) ? Optional.empty() : Optional.of(parsed("ilink.proxy", value));
            return new ProxyRule(chosen, Optional.empty(), List.of());
        }
        String value = either(environment, "HTTPS_PROXY");
        if (value.isEmpty()) {
            return new ProxyRule(Optional.empty(), Optional.empty(), List.of());
        }
        Proxy proxy = parsed("HTTPS_PROXY in the environment", value);
        return new ProxyRule(Optional.empty(), Optional.of(proxy), exceptions(either(environment, "NO_PROXY")));
    }

    /** The proxy for calls to this address. */
    Optional<Proxy> forTarget(URI target) {
        if (forAll.isPresent() || forHttps.isEmpty() || !"https".equalsIgnoreCase(target.getScheme())) {
            return forAll;
        }
        String host = target.getHost().toLowerCase(Locale.ROOT);
        boolean excepted = isThisMachine(host) || exceptions.stream().anyMatch(e -> matches(host, e));
        return excepted ? Optional.empty() : forHttps;
    }

    private static Proxy parsed(String name, String value) {
        return Proxy.parse(value)
                .orElseThrow(() -> new IllegalArgumentException(name + " must have the form " + Proxy.FORM
                        + (name.startsWith("ilink") ? ", or be " + DIRECT : "")
                        + " (percent-encode special characters of a password)"
                        + (name.startsWith("ilink") ? "" : "; ilink.proxy=" + DIRECT + " ignores it")));
    }

    private static String either(Map<String, String> environment, String name) {
        String upper = environment.getOrDefault(name, "").strip();
        return upper.isEmpty()
                ? environment.getOrDefault(name.toLowerCase(Locale.ROOT), "").strip()
                : upper;
    }

    private static List<String> exceptions(String noProxy) {
        return Arrays.stream(noProxy.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .filter(e -> !e.isEmpty())
                .toList();
    }

    private static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    /** {@code example.org}, {@code .example.org} and {@code *.example.org} all mean the host and what is under it. */
    private static boolean matches(String host, String exception) {
        if (exception.equals("*")) {
            return true;
        }
        String name = exception.replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "");
        return host.equals(name) || host.endsWith("." + name);
    }

    /**
     * An HTTP proxy.
     *
     * @param user empty when it asks for none
     * @param password empty when it asks for none
     */
    record Proxy(String host, int port, String user, String password) {
        static final String FORM = "http://host:port or http://user:password@host:port";

        /** Reads {@link #FORM}; a text without a scheme means {@code http}, as elsewhere. Empty when it has another form. */
        static Optional<Proxy> parse(String text) {
            try {
                URI uri = new URI(text.contains("://") ? text : "http://" + text);
                boolean plain = "http".equalsIgnoreCase(uri.getScheme())
                        && uri.getHost() != null
                        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                        && uri.getRawQuery() == null
                        && uri.getRawFragment() == null
                        && uri.getPort() != 0
                        && uri.getPort() <= 65535;
                return plain ? Optional.of(of(uri)) : Optional.empty();
            } catch (URISyntaxException | IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        private static Proxy of(URI uri) {
            String[] login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            return new Proxy(
                    uri.getHost(),
                    uri.getPort() < 0 ? 80 : uri.getPort(),
                    login.length > 0 ? decoded(login[0]) : "",
                    login.length > 1 ? decoded(login[1]) : "");
        }

        /** {@link URLDecoder} would turn a plus into a space. */
        private static String decoded(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
