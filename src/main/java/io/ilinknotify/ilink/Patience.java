package io.ilinknotify.ilink;

import java.time.Duration;

/**
 * How long to wait, where it is not a setting.
 *
 * @param afterTheHold beyond the time that the server holds a poll
 * @param lateCut a poll whose connection is cut after this was held, not broken
 * @param shortCall for calls that matter little
 */
record Patience(Duration afterTheHold, Duration lateCut, Duration shortCall) {}
