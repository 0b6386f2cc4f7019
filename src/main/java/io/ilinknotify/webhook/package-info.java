/**
 * Senders that speak formats of their own: {@code alerts} (Alertmanager, Grafana), {@code clients} made for other services,
 * {@code template} for what the operator words himself, and here what is common to them and what is told in the generic way.
 */
@NullMarked
package io.ilinknotify.webhook;

import org.jspecify.annotations.NullMarked;
