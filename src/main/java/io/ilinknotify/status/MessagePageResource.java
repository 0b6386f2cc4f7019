package io.ilinknotify.status;

import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.MessageLinks;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /m/{id}-{mac}}: one notification's full text for the phone. Whoever has the link may read it, and nothing
 * else; a wrong link is answered as an old one is.
 */
@Path("/m")
@PermitAll
class MessagePageResource {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Outbox outbox;
    private final MessageLinks links;
    private final ZoneId zone;
    private final String lang;

    MessagePageResource(Outbox outbox, MessageLinks links, ZoneId zone, Language language) {
        this.outbox = outbox;
        this.links = links;
        this.zone = zone;
        this.lang = language.code();
    }

    @CheckedTemplate(basePath = "status")
    static final class MessagePages {
        private MessagePages() {}

        /**
         * @param priority its name where it is worth a word, else empty
         * @param instant when it came, for programs
         * @param time the same for people
         */
        static native TemplateInstance message(
                NotificationDraft content, String priority, String instant, String time, String lang);

        static native TemplateInstance gone(String lang);
    }

    @GET
    @Path("{link}")
    @RunOnVirtualThread
    public Response page(@PathParam("link") String link) {
        Optional<Notification> found = links.follow(link).flatMap(outbox::find).map(OutboxEntry::notification);
        return Response.status(found.isEmpty() ? 404 : 200)
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("Referrer-Policy", "no-referrer")
                .entity(found.map(this::page)
                        .orElseGet(() -> MessagePages.gone(lang))
                        .render())
                .build();
    }

    private TemplateInstance page(Notification notification) {
        NotificationDraft content = notification.content();
        return MessagePages.message(
                content,
                content.priority().atLeast(Priority.HIGH) ? content.priority().code() : "",
                notification.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                TIME.format(notification.createdAt().atZone(zone)),
                lang);
    }
}
