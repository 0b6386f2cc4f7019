/** The account: its credentials, their file, and whether it is signed in. */
@NullMarked
package io.ilinknotify.account;

import org.jspecify.annotations.NullMarked;
