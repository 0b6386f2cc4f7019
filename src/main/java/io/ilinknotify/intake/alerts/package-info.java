/** Groups of alerts as Alertmanager and Grafana send them, and how they read on a phone. */
@NullMarked
package io.ilinknotify.intake.alerts;

import org.jspecify.annotations.NullMarked;
