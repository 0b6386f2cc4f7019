/** What is shipped: the executable, the image, the manifests. */
@NullMarked
package io.ilinknotify.shipping;

import org.jspecify.annotations.NullMarked;
