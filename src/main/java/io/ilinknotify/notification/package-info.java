/** Pure types: what a notification is, and the states it can be in. */
@NullMarked
package io.ilinknotify.notification;

import org.jspecify.annotations.NullMarked;
