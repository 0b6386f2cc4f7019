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
record ProxyRule(Optional<Proxy> proxy, boolean httpsAlone, List<String> exceptions) {
    private static final String DIRECT = "direct";

    /**
     * Reads the setting, and the environment where there is none.
     *
     * @throws IllegalArgumentException naming what is wrong, without the value, which may hold a password
     */
    static ProxyRule of(Optional<Secret<String>> setting, Map<String, String> environment) {
        // An absent Optional<Secret<…>> comes from SmallRye as a present one that gives null.
        Optional<String> given = setting.map(Secret::get).map(String::strip);
        if (given.isPresent()) {
            Optional<Proxy> chosen =
                    given.filter(value -> !value.equalsIgnoreCase(DIRECT)).map(value -> parsed("ilink.proxy", value));
            return new ProxyRule(chosen, false, List.of());
        }
        Optional<Proxy> chosen = Optional.of(either(environment, "HTTPS_PROXY"))
                .filter(value -> !value.isEmpty())
                .map(value -> parsed("HTTPS_PROXY in the environment", value));
        return new ProxyRule(chosen, true, exceptions(either(environment, "NO_PROXY")));
    }

    /** The proxy for calls to this address. */
    Optional<Proxy> forTarget(URI target) {
        return proxy.filter(p -> !httpsAlone
                || ("https".equalsIgnoreCase(target.getScheme())
                        && !isExcepted(target.getHost().toLowerCase(Locale.ROOT))));
    }

    private boolean isExcepted(String host) {
        return host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]")
                || exceptions.stream().anyMatch(e -> matches(host, e));
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
                if (!plain) {
                    return Optional.empty();
                }
                String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
                int port = uri.getPort() < 0 ? 80 : uri.getPort();
                return Optional.of(
                        new Proxy(uri.getHost(), port, decoded(login[0]), login.length > 1 ? decoded(login[1]) : ""));
            } catch (URISyntaxException | IllegalArgumentException e) {
                return Optional.empty();
            }
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
