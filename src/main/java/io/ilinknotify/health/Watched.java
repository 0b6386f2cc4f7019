package io.ilinknotify.health;

/** A bean that the agent cannot do without, and whose work {@code live} therefore follows. */
public interface Watched {
    /** Its signs of life; the same object at every call. */
    Heartbeat heartbeat();
}
