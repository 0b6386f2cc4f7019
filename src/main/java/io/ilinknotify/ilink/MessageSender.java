package io.ilinknotify.ilink;

import java.nio.file.Path;

/** The part of the protocol that the sender needs. */
public interface MessageSender {
    /**
     * Sends one message and waits for what became of it. Never throws for what a server or a network can do. An interrupt
     * does not abort it, because a message half sent would count as lost; it ends within {@code ilink.send-timeout},
     * and the interrupt stays set.
     */
    SendOutcome sendMessage(Account account, OutgoingMessage message);

    /**
     * Uploads one file, enciphered with a key of its own, for an {@link OutgoingMessage.Media}; costs no send. It takes as long as
     * the size of the file asks for on a slow line. Never throws for what a server, a network or the file can do. An
     * interrupt ends it at once, as {@link UploadOutcome.Lost}, and stays set.
     *
     * @param file read while it is sent; must not change meanwhile
     */
    UploadOutcome upload(Account account, MediaKind kind, Path file);
}
