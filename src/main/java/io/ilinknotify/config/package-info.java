/** The settings: one root, checked as a whole at the start. */
@NullMarked
package io.ilinknotify.config;

import org.jspecify.annotations.NullMarked;
