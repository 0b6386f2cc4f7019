package io.ilinknotify.simulator;

/** The credentials that a sign-in gives. */
public record BotCredentials(String botToken, String botId, String userId, String baseUrl) {}
