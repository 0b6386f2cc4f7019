package io.ilinknotify.delivery;

/** Why a message goes out. */
enum Kind {
    /** Because something waits. */
    ALERTS,
    /** Because the person wrote while something waited. */
    RELEASE,
    /** To ask the person to write back before the window closes; it carries what waits. */
    REMINDER,
    /** It was refused or never left: it counts for nothing. */
    VOID
}
