/** Commands of the executable that talk to a running agent, so that a container or a cron job needs no other program. */
@NullMarked
package io.ilinknotify.command;

import org.jspecify.annotations.NullMarked;
