package io.ilinknotify.login;

/** Whether the person has ever written to the bot; before that nothing can be sent. Who keeps the contexts says so. */
@FunctionalInterface
public interface FirstMessage {
    /** {@code true} once a message of the account's person has come. Asked with every look at the page: cheap. */
    boolean hasCome();
}
