/** Clients made for other services: their table, how their messages are read, and what they take for an answer. */
@NullMarked
package io.ilinknotify.webhook.clients;

import org.jspecify.annotations.NullMarked;
