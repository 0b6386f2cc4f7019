/** {@code /webhook/wecom}: clients made for the group robots of WeCom. */
@NullMarked
package io.ilinknotify.intake.wecom;

import org.jspecify.annotations.NullMarked;
