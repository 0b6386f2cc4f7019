package io.ilinknotify.account;

import io.ilinknotify.ilink.BotSession;

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
    /** The part of it that the protocol client needs. */
    public BotSession session() {
        return new BotSession(botToken, baseUrl);
    }

    @Override
    public String toString() {
        return "Account[" + botId + ", token redacted]";
    }
}
