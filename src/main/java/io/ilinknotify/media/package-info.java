/** The files of notifications on the volume: received, kept, found again, forgotten. */
@NullMarked
package io.ilinknotify.media;

import org.jspecify.annotations.NullMarked;
