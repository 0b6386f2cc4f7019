package io.ilinknotify.window;

import java.time.Instant;
import java.util.Optional;

/**
 * The facts that the ledger needs of a message of the person.
 *
 * @param inboundId the server's id; empty when absent
 * @param createdAt when the server says that it was written
 * @param digest a hash of its content, to know it again under a new id
 */
public record InboundFacts(
        String person, String inboundId, String contextToken, Optional<Instant> createdAt, String digest) {}
