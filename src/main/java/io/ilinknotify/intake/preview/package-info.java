/** {@code POST /templates/<name>/preview}: what the operator's template makes of a payload. */
@NullMarked
package io.ilinknotify.intake.preview;

import org.jspecify.annotations.NullMarked;
