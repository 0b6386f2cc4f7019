package io.ilinknotify.ilink;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

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
