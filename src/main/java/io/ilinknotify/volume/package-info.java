/** The state directory: its lock, 0600, atomic writes. */
@NullMarked
package io.ilinknotify.volume;

import org.jspecify.annotations.NullMarked;
