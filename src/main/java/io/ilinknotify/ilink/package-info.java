/** The iLink protocol: client, headers, wire records, sealed outcomes. Uses nothing else of this project. */
@NullMarked
package io.ilinknotify.ilink;

import org.jspecify.annotations.NullMarked;
