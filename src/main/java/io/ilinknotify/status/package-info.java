/** The pages and the JSON that tell people how things stand: the agent, and each notification. */
@NullMarked
package io.ilinknotify.status;

import org.jspecify.annotations.NullMarked;
