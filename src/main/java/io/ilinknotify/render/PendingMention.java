package io.ilinknotify.render;

import java.time.Instant;

/**
 * A finished notification of which something is still to be said; or many of them, told only as a count.
 *
 * @param seq which; below zero for many
 * @param expired whether it expired; otherwise its arrival is in doubt
 * @param name its title, or how its text begins; empty for many
 * @param at when it was accepted
 * @param count how many
 */
public record PendingMention(long seq, boolean expired, String name, Instant at, int count) {}
