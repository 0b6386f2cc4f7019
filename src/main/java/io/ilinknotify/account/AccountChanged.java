package io.ilinknotify.account;

import io.ilinknotify.ilink.Account;

import java.util.Optional;

/**
 * A CDI event: another account is in use from now on, or none. Fired in the thread of the change, after it is on disk.
 * Both sides are equal when a sign-in found that the stored account is still bound: nothing changed, but it is worth
 * asking the server again.
 */
public record AccountChanged(Optional<Account> before, Optional<Account> after) {}
