package io.ilinknotify.notification;

/** How much of a notification is stored. At {@code POST /notify} more is refused; what others send is cut. */
public final class Limits {
    /** Code points of a text. */
    public static final int TEXT = 100_000;
    /** Code points of a title. */
    public static final int TITLE = 1_000;
    /** Characters of a key or a thread. */
    public static final int KEY = 256;
    /** Characters of a link. */
    public static final int LINK = 2_048;
    /** Tags of one notification. */
    public static final int TAGS = 20;
    /** Code points of a tag. */
    public static final int TAG = 64;

    private Limits() {}
}
