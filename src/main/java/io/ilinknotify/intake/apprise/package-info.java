/** {@code /notify/<key>}: clients made for the Apprise API. */
@NullMarked
package io.ilinknotify.intake.apprise;

import org.jspecify.annotations.NullMarked;
