/** {@code /webhook/slack}: clients made for Slack's incoming webhooks. */
@NullMarked
package io.ilinknotify.intake.slack;

import org.jspecify.annotations.NullMarked;
