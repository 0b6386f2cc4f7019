package io.ilinknotify.ilink;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Decides whether an address that an answer names may be given the bot token. Taken are {@code https} addresses under
 * {@code weixin.qq.com}, and addresses that have the host of {@code ilink.base-url} (that is how a simulator works); the
 * latter with the scheme and port they name, only never {@code http} where the configured one is {@code https}.
 */
public sealed interface ServerAddress {
    /** The length of the longest address that is looked at, in characters. */
    int LONGEST = 2_000;

    /**
     * The token may go there.
     *
     * @param base in lower case, without a final slash or dot; paths are appended to it
     */
    record Accepted(URI base) implements ServerAddress {}

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

    /** Judges a {@code redirect_host}: a host, perhaps with a port, and without one that of the configured base. */
    static ServerAddress ofRedirectHost(URI configured, String redirectHost) {
        return judge(configured, withScheme(configured, redirectHost.strip()));
    }

    private static ServerAddress judge(URI configured, String candidate) {
        if (candidate.length() > LONGEST) {
            return refused(configured, candidate, "it is longer than " + LONGEST + " characters");
        }
        URI uri;
        try {
            uri = new URI(candidate);
        } catch (URISyntaxException e) {
            return refused(configured, candidate, "it is not a URL");
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
        if (!https && !(scheme.equals("http") && isHttp(configured))) {
            return refused(configured, candidate, "it is not https");
        }
        String host = plainHost(uri);
        boolean ofWeixin = https && (host.equals("weixin.qq.com") || host.endsWith(".weixin.qq.com"));
        if (!ofWeixin && !host.equals(plainHost(configured))) {
            return refused(configured, candidate, "the host is a foreign one");
        }
        return new Accepted(URI.create(scheme + "://" + host + portOf(uri) + pathOf(uri)));
    }

    /** A host alone gets {@code https}; the configured host gets the configured scheme and, if it names none, port. */
    private static String withScheme(URI configured, String redirectHost) {
        if (redirectHost.length() > LONGEST || redirectHost.contains("://")) {
            return redirectHost;
        }
        try {
            URI uri = new URI("https://" + redirectHost);
            if (uri.getHost() == null || !plainHost(uri).equals(plainHost(configured))) {
                return "https://" + redirectHost;
            }
            return configured.getScheme() + "://" + redirectHost + (uri.getPort() < 0 ? portOf(configured) : "");
        } catch (URISyntaxException e) {
            return "https://" + redirectHost;
        }
    }

    /** A final dot names the same host, but certificates are not issued for it. */
    private static String plainHost(URI uri) {
        String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isHttp(URI configured) {
        return "http".equalsIgnoreCase(configured.getScheme());
    }

    private static String portOf(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }

    private static String pathOf(URI uri) {
        return withoutFinalSlashes(uri.getRawPath());
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
