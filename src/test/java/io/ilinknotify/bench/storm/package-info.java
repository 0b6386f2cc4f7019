/**
 * The storm bench: written-down traces of bad days, run through four senders on the strict simulator under a virtual
 * clock. {@code StormBenchTest} checks the agent's targets against it, and that {@code docs/storm-bench.md} is what it
 * printed.
 */
@NullMarked
package io.ilinknotify.bench.storm;

import org.jspecify.annotations.NullMarked;
