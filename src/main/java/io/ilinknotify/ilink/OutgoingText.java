package io.ilinknotify.ilink;

/**
 * One text message to the person.
 *
 * @param clientId our own id of the message, unique; a repeat of the same message carries the same one
 * @param contextToken of the person's newest message
 * @param text what the phone shows
 */
public record OutgoingText(String clientId, String contextToken, String text) {
    @Override
    public String toString() {
        return "OutgoingText[" + clientId + ", " + text.length() + " chars]";
    }
}
