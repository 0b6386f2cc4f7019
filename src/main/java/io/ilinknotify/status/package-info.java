/** The page and the JSON that tell people how things stand. */
@NullMarked
package io.ilinknotify.status;

import org.jspecify.annotations.NullMarked;
