package io.ilinknotify.ilink;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Decides whether an address that an answer names may be given the bot token, or a file. Taken are {@code https} addresses
 * under {@code weixin.qq.com} (for a file {@code qq.com}), and addresses that have the configured host (that is how a
 * simulator works); the latter with the scheme and port they name, only never {@code http} where the configured one is
 * {@code https}.
 */
public sealed interface ServerAddress {
    /** The uses of an address, with the rules that differ. */
    enum Use {
        TOKEN("weixin.qq.com", 2_000, "the token is given", "ilink.base-url"),
        UPLOAD("qq.com", 8_000, "files are given", "ilink.cdn-url");

        private final String domain;
        private final int longest;
        private final String purpose;
        private final String setting;

        Use(String domain, int longest, String purpose, String setting) {
            this.domain = domain;
            this.longest = longest;
            this.purpose = purpose;
            this.setting = setting;
        }
    }

    /**
     * The token, or the file, may go there.
     *
     * @param base in lower case, without a final slash or dot; paths are appended to it, unless it is for an upload
     */
    record Usable(URI base) implements ServerAddress {}

    /**
     * Nothing may go there.
     *
     * @param message one sentence for people: which address, and what would be right
     */
    record Refused(String message) implements ServerAddress {}

    /** Judges a {@code baseurl}. */
    static ServerAddress ofBaseUrl(URI configured, String baseUrl) {
        return judge(Use.TOKEN, configured, baseUrl.strip());
    }

    /** Judges an {@code upload_full_url}, which is used as it stands, with its query. */
    static ServerAddress ofUpload(URI configured, String fullUrl) {
        return judge(Use.UPLOAD, configured, fullUrl.strip());
    }

    /**
     * Judges a {@code redirect_host}: a host, perhaps with a port. A host alone gets {@code https}; the configured one gets
     * the configured scheme and, if it names none, port.
     */
    static ServerAddress ofRedirectHost(URI configured, String redirectHost) {
        String host = redirectHost.strip();
        if (host.contains("://")) {
            return judge(Use.TOKEN, configured, host);
        }
        URI named = parsed("https://" + host);
        if (named == null || named.getHost() == null || !plainHost(named).equals(plainHost(configured))) {
            return judge(Use.TOKEN, configured, "https://" + host);
        }
        return judge(
                Use.TOKEN,
                configured,
                configured.getScheme() + "://" + host + (named.getPort() < 0 ? portOf(configured) : ""));
    }

    private static ServerAddress judge(Use use, URI configured, String candidate) {
        URI uri = candidate.length() > use.longest ? null : parsed(candidate);
        if (uri == null) {
            return refused(use, configured, candidate, "it is not a URL of at most " + use.longest + " characters");
        }
        if (uri.getHost() == null || uri.getScheme() == null) {
            return refused(use, configured, candidate, "it names no host");
        }
        boolean query = uri.getRawQuery() != null && use == Use.TOKEN;
        if (uri.getRawUserInfo() != null || query || uri.getRawFragment() != null) {
            return refused(use, configured, candidate, "it is more than a scheme, a host, a port and a path");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            return refused(use, configured, candidate, "there is no such port");
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean https = scheme.equals("https");
        if (!https && !(scheme.equals("http") && "http".equalsIgnoreCase(configured.getScheme()))) {
            return refused(use, configured, candidate, "it is not https");
        }
        String host = plainHost(uri);
        boolean tencents = https && (host.equals(use.domain) || host.endsWith("." + use.domain));
        if (!tencents && !host.equals(plainHost(configured))) {
            return refused(use, configured, candidate, "the host is a foreign one");
        }
        String server = scheme + "://" + host + portOf(uri);
        String path = use == Use.UPLOAD ? uri.getRawPath() : withoutFinalSlashes(uri.getRawPath());
        return new Usable(URI.create(server + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())));
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

    private static Refused refused(Use use, URI configured, String candidate, String why) {
        // What stands behind a question mark may be worth something to others.
        return new Refused("The server named the address \""
                + ServerText.shortened(candidate.split("\\?", 2)[0], 100)
                + "\", which is refused because "
                + why
                + ": " + use.purpose + " only to https hosts under " + use.domain + ", or to the host of " + use.setting
                + " (" + configured.getHost() + ").");
    }
}
