package io.ilinknotify.access;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;

/** Opens and closes a browser's session. */
@Path("/login/operator")
@Produces(MediaType.TEXT_HTML)
final class OperatorSignInResource {
    private static final Logger LOG = Logger.getLogger(OperatorSignInResource.class);

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
    public String form(@QueryParam("next") @Nullable String next) {
        return page.html(next, "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response open(
            @FormParam("token") @Nullable String token,
            @FormParam("next") @Nullable String next,
            HttpServerRequest request) {
        refuseForeign(request);
        if (!limit.mayTry()) {
            return Response.status(Response.Status.FORBIDDEN)
                    .header("Retry-After", 60)
                    .entity(page.tooMany(next))
                    .build();
        }
        boolean operator = token != null
                && registry.find(token.strip()).map(Caller::operator).orElse(false);
        if (!operator) {
            limit.wasWrong();
            LOG.warn("A wrong token was given at the sign-in form for the operator");
            return Response.status(Response.Status.FORBIDDEN)
                    .entity(page.wrong(next))
                    .build();
        }
        return Response.seeOther(URI.create(SignInPage.ownPath(next)))
                .cookie(SessionCookie.of(sessions.open(), isSecure(request)))
                .build();
    }

    @POST
    @Path("close")
    public Response close(HttpServerRequest request) {
        String id = SessionCookie.id(request);
        if (id != null) {
            sessions.close(id);
        }
        return Response.seeOther(URI.create("/login/operator"))
                .cookie(SessionCookie.gone(isSecure(request)))
                .build();
    }

    /** Another page must not open a session here, not even one of its own. */
    private void refuseForeign(HttpServerRequest request) {
        Origins.Verdict origin = Origins.of(
                request.getHeader("Sec-Fetch-Site"), request.getHeader("Origin"), request.getHeader("Host"), publicUrl);
        if (origin == Origins.Verdict.FOREIGN) {
            throw new ProblemException(
                    Problem.of(403, "foreign-origin", "From a foreign page", "The form was sent by another web page."));
        }
    }

    private boolean isSecure(HttpServerRequest request) {
        return request.isSSL()
                || publicUrl
                        .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                        .isPresent();
    }
}
