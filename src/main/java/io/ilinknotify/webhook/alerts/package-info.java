/** Groups of alerts as Alertmanager and Grafana send them, and how they read on a phone. */
@NullMarked
package io.ilinknotify.webhook.alerts;

import org.jspecify.annotations.NullMarked;
