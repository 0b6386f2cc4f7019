package io.ilinknotify.ilink;

import java.net.URI;

/**
 * The credentials of a signed-in call.
 *
 * @param botToken the secret of the account
 * @param baseUrl where this account's server is
 */
public record BotSession(String botToken, URI baseUrl) {
    @Override
    public String toString() {
        return "BotSession[" + baseUrl.getHost() + ", token redacted]";
    }
}
