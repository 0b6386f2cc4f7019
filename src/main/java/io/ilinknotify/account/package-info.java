/** The account: its credentials, their file, whether it is signed in, and the sign-in by QR code with its page. */
@NullMarked
package io.ilinknotify.account;

import org.jspecify.annotations.NullMarked;
