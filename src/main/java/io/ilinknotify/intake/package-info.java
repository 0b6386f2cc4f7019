/** {@code POST /notify}: any body becomes a notification; {@code NotificationIntake} is the one entrance. */
@NullMarked
package io.ilinknotify.intake;

import org.jspecify.annotations.NullMarked;
