/** The purse: what the person's messages allow us to send, counted and stored. */
@NullMarked
package io.ilinknotify.window;

import org.jspecify.annotations.NullMarked;
