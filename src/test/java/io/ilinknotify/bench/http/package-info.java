/**
 * Throughput, latency, memory and start of the built artifact, beside its own ceiling and beside Debian's Alertmanager, in
 * one run: {@code ./mvnw -q package -DskipTests exec:exec -Dbench=http.HttpBench}. Needs {@code wrk}.
 */
@NullMarked
package io.ilinknotify.bench.http;

import org.jspecify.annotations.NullMarked;
