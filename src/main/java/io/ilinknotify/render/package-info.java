/** Notifications to message text. */
@NullMarked
package io.ilinknotify.render;

import org.jspecify.annotations.NullMarked;
