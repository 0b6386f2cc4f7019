package io.ilinknotify.delivery;

import io.ilinknotify.ilink.SendOutcome;

/** Is told of every try that ended, for metrics and logs. */
interface SenderListener {
    /** The outcome is on disk. */
    void settled(Dispatch dispatch, SendOutcome outcome);
}
