/** {@code /ntfy}: clients made for ntfy. */
@NullMarked
package io.ilinknotify.intake.ntfy;

import org.jspecify.annotations.NullMarked;
