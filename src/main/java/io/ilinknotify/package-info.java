/** The executable: its commands, and how a start fails in words. The rooms below are the code map of the design. */
@NullMarked
package io.ilinknotify;

import org.jspecify.annotations.NullMarked;
