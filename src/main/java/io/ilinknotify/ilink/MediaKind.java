package io.ilinknotify.ilink;

/** The kinds of media that a phone shows. Voice is accepted by the server and never shown. */
public enum MediaKind {
    IMAGE(1, 2),
    VIDEO(2, 5),
    FILE(3, 4);

    /** {@code media_type} of {@code getuploadurl}. */
    final int uploadType;
    /** {@code type} of an item in a message. */
    final int itemType;

    MediaKind(int uploadType, int itemType) {
        this.uploadType = uploadType;
        this.itemType = itemType;
    }
}
