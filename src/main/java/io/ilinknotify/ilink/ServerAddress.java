package io.ilinknotify.ilink;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Decides whether an address that an answer names may be given the bot token. Taken are {@code https} addresses under
 * {@code weixin.qq.com}, and addresses that have the host of {@code ilink.base-url} (that is how a simulator works); the
 * latter with the scheme and port they name, only never {@code http} where the configured one is {@code https}.
 */
public sealed interface ServerAddress {
    int LONGEST = 2_000;

    /**
     * The token may go there.
     *
     * @param base in lower case, without a final slash or dot; paths are appended to it
     */
    record Usable(URI base) implements ServerAddress {}

    /**
     * The token must not go there.
     *
     * @param message one sentence for people: which address, and what would be right
     */
    record Refused(String message) implements ServerAddress {}

    /** Judges a {@code baseurl}. */
    static ServerAddress ofBaseUrl(URI configured, String baseUrl) {
        return judge(configured, baseUrl.strip());
    }

    /**
     * Judges a {@code redirect_host}: a host, perhaps with a port. A host alone gets {@code https}; the configured one gets
     * the configured scheme and, if it names none, port.
     */
    static ServerAddress ofRedirectHost(URI configured, String redirectHost) {
        String host = redirectHost.strip();
        if (host.contains("://")) {
            return judge(configured, host);
        }
        URI named = parsed("https://" + host);
        if (named == null || named.getHost() == null || !plainHost(named).equals(plainHost(configured))) {
            return judge(configured, "https://" + host);
        }
        return judge(
                configured, configured.getScheme() + "://" + host + (named.getPort() < 0 ? portOf(configured) : ""));
    }

    private static ServerAddress judge(URI configured, String candidate) {
        URI uri = candidate.length() > LONGEST ? null : parsed(candidate);
        if (uri == null) {
            return refused(configured, candidate, "it is not a URL of at most " + LONGEST + " characters");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            return refused(configured, candidate, "it names no host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return refused(configured, candidate, "it is more than a scheme, a host, a port and a path");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            return refused(configured, candidate, "there is no such port");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean https = scheme.equals("https");
        if (!https && !(scheme.equals("http") && "http".equalsIgnoreCase(configured.getScheme()))) {
            return refused(configured, candidate, "it is not https");
        }
        String host = plainHost(uri);
        boolean ofWeixin = https && (host.equals("weixin.qq.com") || host.endsWith(".weixin.qq.com"));
        if (!ofWeixin && !host.equals(plainHost(configured))) {
            return refused(configured, candidate, "the host is a foreign one");
        }
        return new Usable(URI.create(scheme + "://" + host + portOf(uri) + withoutFinalSlashes(uri.getRawPath())));
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** A final dot names the same host, but certificates are not issued for it. */
    private static String plainHost(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static String portOf(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }

    /** In linear time, which a regular expression would not be. */
    static String withoutFinalSlashes(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '/') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Refused refused(URI configured, String candidate, String why) {
        return new Refused("The server named the address \"" + ServerText.shortened(candidate, 100)
                + "\", which is refused because "
                + why
                + ": the token is given only to https hosts under weixin.qq.com, or to the host of ilink.base-url ("
                + configured.getHost() + ").");
    }
}
