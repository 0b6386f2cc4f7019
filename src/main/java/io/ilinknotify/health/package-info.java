/** Shows that the agent does its work: signs of life of its threads, and the end of the process when only a restart helps. */
@NullMarked
package io.ilinknotify.health;

import org.jspecify.annotations.NullMarked;
