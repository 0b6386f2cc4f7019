package io.ilinknotify.ilink;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One message to the person. */
public sealed interface OutgoingMessage permits OutgoingText, OutgoingMedia {
    /** Our own id of the message, unique; a repeat of the same message carries the same one. */
    String clientId();

    /** The token of the person's newest message. */
    String contextToken();

    /** The item of the message, field for field as the protocol page has it. */
    ObjectNode item();
}
