package io.ilinknotify.inbound;

/** Is told what polls bring, for metrics and logs. */
interface PollListener {
    /** A message of the person opened a purse. */
    void opened();

    /** A message of the person came again, or had no context. */
    void duplicate();

    /** A message of somebody else, or of a bot. */
    void foreign();

    /** A poll failed, the n-th in a row. */
    void failed(String cause, int inARow);
}
