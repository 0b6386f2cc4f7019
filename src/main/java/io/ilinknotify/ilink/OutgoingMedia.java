package io.ilinknotify.ilink;

/**
 * One picture, video or file to the person: a message of its own, without a caption.
 *
 * @param clientId our own id of the message, unique; a repeat of the same message carries the same one
 * @param contextToken of the person's newest message
 * @param name of the file, shown for a {@link MediaKind#FILE} only
 */
public record OutgoingMedia(String clientId, String contextToken, MediaKind kind, String name, UploadedMedia media) {
    @Override
    public String toString() {
        return "OutgoingMedia[" + clientId + ", " + kind + ", " + media + "]";
    }
}
