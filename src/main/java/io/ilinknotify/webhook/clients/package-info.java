/** Clients made for other services: Slack, WeCom, Gotify, ntfy, Apprise. */
@NullMarked
package io.ilinknotify.webhook.clients;

import org.jspecify.annotations.NullMarked;
