/** Ways in: each turns a foreign payload into a notification; {@code NotificationIntake} is the one door. */
@NullMarked
package io.ilinknotify.intake;

import org.jspecify.annotations.NullMarked;
