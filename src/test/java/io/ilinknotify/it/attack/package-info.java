/**
 * Attackers over raw sockets, bounded in number, rate and time: they must trouble the agent by what it does wrong, never
 * by taking the machine from it.
 */
@NullMarked
package io.ilinknotify.it.attack;

import org.jspecify.annotations.NullMarked;
