package io.ilinknotify.simulator;

/**
 * A picture, video or file in a message.
 *
 * @param id for {@link Phone#file}
 * @param kind {@code image}, {@code video} or {@code file}
 * @param name of a file; empty for the others
 * @param size bytes of the plain file
 * @param grey the key cannot be read: the phone shows a grey box
 */
public record ReceivedMedia(String id, String kind, String name, long size, boolean grey) {}
