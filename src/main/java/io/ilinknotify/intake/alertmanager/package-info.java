/** {@code POST /webhook/alertmanager}. */
@NullMarked
package io.ilinknotify.intake.alertmanager;

import org.jspecify.annotations.NullMarked;
