package io.ilinknotify.account;

/**
 * A CDI event: another account is in use from now on, or none, or the server said that the present one is still bound and
 * worth asking again. Fired in the thread of the change, after it is on disk.
 */
public record AccountChanged() {}
