/**
 * The edge of HTTP, before any route: how large and how slow a request may be, how many bytes are in flight, and what
 * is answered while the agent stops; and errors as {@code application/problem+json}.
 */
@NullMarked
package io.ilinknotify.http;

import org.jspecify.annotations.NullMarked;
