package io.ilinknotify.intake.notify;

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
import java.util.Optional;

/**
 * {@code GET /m/{id}-{mac}}: one notification's full text for the phone. Whoever has the link may read it, and nothing
 * else; a wrong link is answered as an old one is.
 */
@Path("/m")
@PermitAll
class MessagePageResource {
    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{margin:0;font:16px/1.5 system-ui,sans-serif}
            article{max-width:45rem;margin:0 auto;padding:1rem}
            h1{font-size:1.25rem;margin:0 0 .5rem}
            h1,.text,a{overflow-wrap:anywhere}
            .facts{margin:0 0 1rem;opacity:.7;font-size:.875rem}
            .text{white-space:pre-wrap}
            """;

    /** The page runs nothing and loads nothing; its one style sheet is named by its hash. */
    private static final String POLICY = "default-src 'none'; style-src '" + StyleHash.of(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Outbox outbox;
    private final MessageLinks links;
    private final ZoneId zone;

    MessagePageResource(Outbox outbox, MessageLinks links, ZoneId zone) {
        this.outbox = outbox;
        this.links = links;
        this.zone = zone;
    }

    @GET
    @Path("{link}")
    @RunOnVirtualThread
    public Response page(@PathParam("link") String link) {
        Optional<Notification> found = links.follow(link).flatMap(outbox::find).map(OutboxEntry::notification);
        return found.isEmpty()
                ? html(404, MessagePages.gone(STYLE))
                : html(200, MessagePages.message(MessageView.of(found.get(), zone), STYLE));
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .header(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "noindex")
                .entity(page.render())
                .build();
    }
}
