package io.ilinknotify.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param plan its schedule when it was seen first
 * @param doneUntil the due time it ran for last, or when it was seen first: what was due until then is done with
 * @param ranAt when it ran last; empty when it never did
 */
public record JobRun(String plan, Instant doneUntil, Optional<Instant> ranAt) {}
