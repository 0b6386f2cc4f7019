/** The sign-in flow and its page. */
@NullMarked
package io.ilinknotify.login;

import org.jspecify.annotations.NullMarked;
