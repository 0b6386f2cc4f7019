/** The sender: takes from the outbox, spends the purse, records outcomes. */
@NullMarked
package io.ilinknotify.delivery;

import org.jspecify.annotations.NullMarked;
