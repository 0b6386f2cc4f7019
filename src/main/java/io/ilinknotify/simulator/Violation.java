package io.ilinknotify.simulator;

import java.time.Instant;

/**
 * A rule of the protocol that a client broke.
 *
 * @param at on the server's clock
 * @param path of the request, without the query
 * @param rule what was wrong, in words; begins with {@code stolen} for two polls of one token at once
 */
public record Violation(Instant at, String path, String rule) {}
