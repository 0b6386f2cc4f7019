package io.ilinknotify.ilink;

import java.net.URI;

/**
 * Decides whether an address that an answer names may be given the bot token. Taken are {@code https} addresses under
 * {@code weixin.qq.com}, and addresses that have the host of {@code ilink.base-url} (that is how a simulator works); the
 * latter with the scheme and port they name, only never {@code http} where the configured one is {@code https}.
 */
public sealed interface ServerAddress {
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
        return AddressRule.judge(configured, baseUrl.strip());
    }

    /** Judges a {@code redirect_host}: a host, perhaps with a port, and without one that of the configured base. */
    static ServerAddress ofRedirectHost(URI configured, String redirectHost) {
        return AddressRule.judge(configured, AddressRule.withScheme(configured, redirectHost.strip()));
    }
}
