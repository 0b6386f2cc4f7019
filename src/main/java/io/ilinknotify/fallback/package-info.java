/** The second channel: tells the operator's webhook what WeChat was not seen to take. */
@NullMarked
package io.ilinknotify.fallback;

import org.jspecify.annotations.NullMarked;
