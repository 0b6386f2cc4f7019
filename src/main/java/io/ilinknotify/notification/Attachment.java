package io.ilinknotify.notification;

/**
 * A file that goes with a notification. Its content lies on the volume.
 *
 * @param name what the sender calls it, at most 128 characters, without a path
 * @param type its MIME type as its first bytes tell it
 * @param size in bytes, at least one
 * @param sha256 of its content, in lower-case hexadecimal digits; the name of the file in {@code media/}
 */
public record Attachment(String name, String type, long size, String sha256) {}
