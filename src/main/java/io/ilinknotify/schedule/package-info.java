/** Notifications by the clock: when each job is due, what it says, and that every due time is told at most once. */
@NullMarked
package io.ilinknotify.schedule;

import org.jspecify.annotations.NullMarked;
