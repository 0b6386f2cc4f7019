/** The durable queue: what was accepted, its states and its limits. */
@NullMarked
package io.ilinknotify.outbox;

import org.jspecify.annotations.NullMarked;
