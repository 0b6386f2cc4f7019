/** Tokens, sessions, and who may do what. */
@NullMarked
package io.ilinknotify.access;

import org.jspecify.annotations.NullMarked;
