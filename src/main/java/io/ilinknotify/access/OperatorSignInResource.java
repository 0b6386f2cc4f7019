package io.ilinknotify.access;

import io.ilinknotify.http.Form;
import io.ilinknotify.http.SeeOther;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Opens and closes a browser's session. */
@Path("/login/operator")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
final class OperatorSignInResource {
    private final TokenRegistry registry;
    private final OperatorSessions sessions;
    private final GuessLimit limit;
    private final SignInPage page;
    private final Optional<URI> publicUrl;

    OperatorSignInResource(
            TokenRegistry registry,
            OperatorSessions sessions,
            GuessLimit limit,
            SignInPage page,
            @ConfigProperty(name = "notify.public-url") Optional<URI> publicUrl) {
        this.registry = registry;
        this.sessions = sessions;
        this.limit = limit;
        this.page = page;
        this.publicUrl = publicUrl;
    }

    @GET
    public String form(@QueryParam("next") @Nullable String next, @Context HttpServerRequest request) {
        return page.html(request, next, false);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response open(byte @Nullable [] body, @Context HttpServerRequest request) {
        Form form = Form.of(body);
        String next = form.text("next");
        Optional<String> name = registry.find(form.text("token").strip());
        if (name.filter(NamedToken.OPERATOR::equals).isPresent()) {
            return SeeOther.to(SeeOther.ownPath(next))
                    .cookie(OperatorSessions.cookie(sessions.open(), isSecure(request)))
                    .build();
        }
        Response.ResponseBuilder wrong =
                Response.status(Response.Status.FORBIDDEN).entity(page.html(request, next, true));
        if (limit.wasWrong(request.remoteAddress())) {
            wrong.header("Retry-After", 60).header("Connection", "close");
        }
        return wrong.build();
    }

    @POST
    @Path("close")
    public Response close(@Context HttpServerRequest request) {
        sessions.close(OperatorSessions.id(request));
        return SeeOther.to("/login/operator")
                .cookie(OperatorSessions.cookie("", isSecure(request)))
                .build();
    }

    private boolean isSecure(HttpServerRequest request) {
        return request.isSSL()
                || publicUrl
                        .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                        .isPresent();
    }
}
