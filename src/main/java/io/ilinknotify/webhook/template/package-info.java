/** The operator's own templates: plain data in, a notification's text out. */
@NullMarked
package io.ilinknotify.webhook.template;

import org.jspecify.annotations.NullMarked;
