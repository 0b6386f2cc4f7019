package io.ilinknotify.intake;

import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * One notification as its page shows it.
 *
 * @param heading what the browser's tab says
 * @param instant when it came, for programs
 * @param time the same for people, in the configured zone
 * @param urgent whether its priority is worth a word
 */
@TemplateData
record MessageView(
        String heading,
        @Nullable String title,
        String text,
        String instant,
        String time,
        String client,
        boolean urgent,
        String priority,
        List<String> tags,
        @Nullable String url) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    static MessageView of(Notification notification, ZoneId zone) {
        NotificationDraft content = notification.content();
        return new MessageView(
                content.title() == null ? "ilink-notify" : content.title(),
                content.title(),
                content.text(),
                notification.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                TIME.format(notification.createdAt().atZone(zone)),
                content.client(),
                content.priority().atLeast(Priority.HIGH),
                content.priority().code(),
                content.tags(),
                content.url());
    }
}
