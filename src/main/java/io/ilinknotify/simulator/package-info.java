/** An iLink server with a phone in the browser, for dev mode and tests. Shares no class with {@code ilink}. */
@NullMarked
package io.ilinknotify.simulator;

import org.jspecify.annotations.NullMarked;
