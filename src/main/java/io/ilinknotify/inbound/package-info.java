/** The long poll that refreshes the context. */
@NullMarked
package io.ilinknotify.inbound;

import org.jspecify.annotations.NullMarked;
