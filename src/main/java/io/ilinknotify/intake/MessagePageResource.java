package io.ilinknotify.intake;

import io.ilinknotify.notification.Language;
import io.ilinknotify.notification.Notification;
import io.ilinknotify.outbox.MessageLinks;
import io.ilinknotify.outbox.Outbox;
import io.ilinknotify.outbox.OutboxEntry;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code GET /m/{id}-{mac}}: one notification's full text for the phone. Whoever has the link may read it, and nothing
 * else; a wrong link is answered as an old one is.
 */
@Path("/m")
@PermitAll
class MessagePageResource {
    private final Outbox outbox;
    private final MessageLinks links;
    private final ZoneId zone;
    private final String lang;

    MessagePageResource(Outbox outbox, MessageLinks links, ZoneId zone, Language language) {
        this.outbox = outbox;
        this.links = links;
        this.zone = zone;
        this.lang = language.name().toLowerCase(Locale.ROOT);
    }

    @GET
    @Path("{link}")
    @RunOnVirtualThread
    public Response page(@PathParam("link") String link) {
        Optional<Notification> found = links.follow(link).flatMap(outbox::find).map(OutboxEntry::notification);
        return found.isEmpty()
                ? html(404, MessagePages.gone(lang))
                : html(200, MessagePages.message(MessageView.of(found.get(), zone), lang));
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("Referrer-Policy", "no-referrer")
                .entity(page.render())
                .build();
    }
}
