package io.ilinknotify.ilink;

/** The kinds of media that a phone shows. Voice is accepted by the server and never shown. */
public enum MediaKind {
    IMAGE(1, 2, "image_item"),
    VIDEO(2, 5, "video_item"),
    FILE(3, 4, "file_item");

    /** {@code media_type} of {@code getuploadurl}. */
    final int uploadType;
    /** {@code type} of an item in a message. */
    final int itemType;
    /** The item's field with its content. */
    final String itemName;

    MediaKind(int uploadType, int itemType, String itemName) {
        this.uploadType = uploadType;
        this.itemType = itemType;
        this.itemName = itemName;
    }
}
