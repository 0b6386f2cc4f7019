/** Decides what may go out, when, and when the phone stays silent. Pure. */
@NullMarked
package io.ilinknotify.delivery.policy;

import org.jspecify.annotations.NullMarked;
