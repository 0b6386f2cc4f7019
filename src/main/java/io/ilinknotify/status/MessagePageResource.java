package io.ilinknotify.status;

import io.ilinknotify.http.PageWords;
import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.media.MediaFiles;
import io.ilinknotify.notification.Attachment;
import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.notification.NotificationDraft;
import io.ilinknotify.notification.Priority;
import io.ilinknotify.outbox.MessageLinks;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
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
    private final MediaFiles media;
    private final ZoneId zone;
    private final PageWords words;

    MessagePageResource(Outbox outbox, MessageLinks links, MediaFiles media, ZoneId zone, Language language) {
        this.outbox = outbox;
        this.media = media;
        this.links = links;
        this.zone = zone;
        this.words = new PageWords("page", language);
    }

    @CheckedTemplate(basePath = "status")
    static final class MessagePages {
        private MessagePages() {}

        /**
         * @param link by which the page was opened, and below which its files are
         * @param priority its name where it is worth a word, else empty
         * @param time when it came, as an element
         */
        static native TemplateInstance message(
                NotificationDraft content, String link, String priority, RawString time, ZoneId zone, PageWords words);

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
                .entity(found.map(notification -> page(notification, link))
                        .orElseGet(() -> MessagePages.gone(words.text("lang")))
                        .render())
                .build();
    }

    /**
     * One of its files. Pictures of the kinds that every browser shows as nothing else are shown, the rest is saved: a page
     * or a drawing with scripts in it would run as ours.
     */
    @GET
    @Path("{link}/{number: [0-9]}")
    @RunOnVirtualThread
    public Response file(
            @PathParam("link") String link, @PathParam("number") int number, @Context HttpServerResponse answer) {
        Attachment file = links.follow(link)
                .flatMap(outbox::find)
                .map(entry -> files(entry.notification().content()))
                .filter(files -> number < files.size())
                .map(files -> files.get(number))
                .filter(found -> Files.exists(media.path(found.sha256())))
                .orElseThrow(() -> new ProblemException(Problem.ofStatus(404)));
        // In place of what every answer has: Quarkus REST would add to that.
        answer.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        answer.putHeader("Referrer-Policy", "no-referrer");
        String disposition = file.isShown() ? "inline" : "attachment";
        String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.ok(media.path(file.sha256()).toFile())
                .header(HttpHeaders.CONTENT_TYPE, file.isShown() ? file.type() : "application/octet-stream")
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition + "; filename*=UTF-8''" + name)
                .header("X-Robots-Tag", "noindex, nofollow")
                .build();
    }

    /** Those that have a content of their own: a long text that goes as a file stands on the page. */
    private static List<Attachment> files(NotificationDraft content) {
        return content.attachments().stream()
                .filter(file -> !file.sha256().isEmpty())
                .toList();
    }

    private TemplateInstance page(Notification notification, String link) {
        NotificationDraft content = notification.content().with(files(notification.content()));
        return MessagePages.message(
                content,
                link,
                content.priority().atLeast(Priority.HIGH) ? content.priority().code() : "",
                Times.tag(
                        notification.createdAt(),
                        TIME.format(notification.createdAt().atZone(zone))),
                zone,
                words);
    }
}
