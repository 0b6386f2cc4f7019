package io.ilinknotify.delivery.policy;

/** Why a message goes out. */
public enum Kind {
    /** Because something waits. */
    ALERTS,
    /** Because the person wrote while something waited. */
    RELEASE,
    /** To ask the person to write back before the window closes; it carries what waits. */
    REMINDER,
    /** It was refused or never left: it counts for nothing. */
    VOID
}
