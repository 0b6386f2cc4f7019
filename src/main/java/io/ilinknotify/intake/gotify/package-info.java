/** {@code /gotify/message}: clients made for Gotify. */
@NullMarked
package io.ilinknotify.intake.gotify;

import org.jspecify.annotations.NullMarked;
