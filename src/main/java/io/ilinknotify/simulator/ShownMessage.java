package io.ilinknotify.simulator;

import java.time.Instant;

/** A message of the bot as it stands on the phone. */
public record ShownMessage(String clientId, String messageId, String text, Instant at) {}
