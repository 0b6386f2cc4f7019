package io.ilinknotify.inbound;

import java.util.Map;

/** Is told what polls bring, for metrics and logs. */
interface PollListener {
    /** What a message was. */
    enum Kind {
        /** It is the person's, and opened a purse. */
        OPENED,
        /** It is the person's, and came again, or had no context. */
        DUPLICATE,
        /** It is somebody else's, or a bot's. */
        FOREIGN,
        /** It cannot be understood. */
        MALFORMED
    }

    /** A poll was answered, and its messages are stored: how many of which kind. */
    void received(Map<Kind, Integer> messages);

    /** A poll failed, the n-th in a row. */
    void failed(String cause, int inARow);
}
