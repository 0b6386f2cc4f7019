package io.ilinknotify.ilink;

import java.net.URI;

/**
 * The credentials that a sign-in brought.
 *
 * @param botToken the secret
 * @param botId {@code …@im.bot}
 * @param userId {@code …@im.wechat}: the person
 * @param baseUrl where this account's server is
 */
public record Account(String botToken, String botId, String userId, URI baseUrl) {
    @Override
    public String toString() {
        return "Account[" + botId + ", token redacted]";
    }
}
