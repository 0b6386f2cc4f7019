package io.ilinknotify.ilink;

import io.smallrye.config.Secret;

import java.net.URI;
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
}
