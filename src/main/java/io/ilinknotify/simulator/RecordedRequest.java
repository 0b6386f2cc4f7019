package io.ilinknotify.simulator;

import java.time.Instant;

/** A request as it came in. */
public record RecordedRequest(Instant at, SimulatedRequest request) {}
