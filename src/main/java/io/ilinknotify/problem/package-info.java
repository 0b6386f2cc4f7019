/** Errors as {@code application/problem+json} (RFC 9457). */
@NullMarked
package io.ilinknotify.problem;

import org.jspecify.annotations.NullMarked;
