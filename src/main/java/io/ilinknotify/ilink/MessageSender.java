package io.ilinknotify.ilink;

/** The part of the protocol that the sender needs: one message out, one outcome back. */
public interface MessageSender {
    /**
     * Sends one text and waits for what became of it. Never throws for what a server or a network can do. An interrupt
     * does not abort it, because a message half sent would count as lost; it ends within {@code ilink.send-timeout},
     * and the interrupt stays set.
     */
    SendOutcome sendMessage(Account account, OutgoingText message);
}
