/** {@code POST /notify} and the notifications that came in. */
@NullMarked
package io.ilinknotify.intake.notify;

import org.jspecify.annotations.NullMarked;
