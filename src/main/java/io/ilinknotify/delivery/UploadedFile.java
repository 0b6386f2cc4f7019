package io.ilinknotify.delivery;

import io.ilinknotify.ilink.MediaKind;
import io.ilinknotify.ilink.UploadedMedia;

/**
 * A file of a notification that lies on the server's CDN: what a message brings, and its repeat.
 *
 * @param seq the notification
 * @param number which of its files
 * @param bot the account that uploaded it; no other may use it
 */
record UploadedFile(long seq, int number, MediaKind kind, String name, String bot, UploadedMedia media) {}
