package io.ilinknotify.ilink;

import java.nio.file.Path;

/** The part of the protocol that sends pictures, videos and files: an upload first, then a message that refers to it. */
public interface MediaSender {
    /**
     * Uploads one file, enciphered with a key of its own; costs no send. It takes as long as the size of the file asks
     * for on a slow line. Never throws for what a server, a network or the file can do. An interrupt ends it at once,
     * as {@link UploadOutcome.Lost}, and stays set.
     *
     * @param file read while it is sent; must not change meanwhile
     */
    UploadOutcome upload(Account account, MediaKind kind, Path file);

    /** Sends what was uploaded, under the terms of {@link MessageSender#sendMessage}: one send of the purse. */
    SendOutcome sendMedia(Account account, OutgoingMedia message);
}
