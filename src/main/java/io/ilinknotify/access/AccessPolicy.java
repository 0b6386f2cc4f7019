package io.ilinknotify.access;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Route;
import io.ilinknotify.volume.StartupProblem;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Stands in front of every route, before anything of the request's body is read. */
@Singleton
final class AccessPolicy implements HttpSecurityPolicy {
    private static final Problem NOT_ALLOWED = Problem.of(
            403, "operator-only", "For the operator", "This needs the operator's token; a client's is not enough.");
    private static final Problem FOREIGN = Problem.of(
            403,
            "foreign-origin",
            "From a foreign page",
            "The request comes from another web page, or by a name that is not this agent's.");

    private final AccessConfig.Mode mode;
    private final Optional<URI> publicUrl;
    private final SignInPage signInPage;
    private final GuessLimit limit;
    private final List<SignedRoute> signedRoutes;

    AccessPolicy(
            AccessConfig config,
            @ConfigProperty(name = "notify.public-url") Optional<URI> publicUrl,
            SignInPage signInPage,
            GuessLimit limit,
            @All List<SignedRoute> signedRoutes) {
        this.mode = config.mode();
        this.publicUrl = publicUrl;
        this.signInPage = signInPage;
        this.limit = limit;
        this.signedRoutes = signedRoutes;
    }

    enum AccessDecision {
        PASS,
        /** Without a token, as the client {@code local}. */
        PASS_AS_LOCAL,
        ASK_FOR_TOKEN,
        /** The token is valid, but not for this. */
        NOT_ALLOWED,
        /** It comes from a page of somebody else, or by a name that is not this machine's. */
        FOREIGN
    }

    /** Stops a start that would let the whole network send without a token. */
    void checkMode(@Observes @Priority(5) StartupEvent start, @ConfigProperty(name = "quarkus.http.host") String host) {
        if (mode == AccessConfig.Mode.NONE && !Origins.isLoopback(host)) {
            throw new StartupProblem("notify.access.mode: none lets everybody send who reaches quarkus.http.host ("
                    + host + "); set that to 127.0.0.1, or use tokens");
        }
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext unused) {
        return identity.map(who -> check(context, who));
    }

    private CheckResult check(RoutingContext context, SecurityIdentity who) {
        return switch (decide(context.request(), who)) {
            case PASS -> CheckResult.PERMIT;
            case PASS_AS_LOCAL -> new CheckResult(true, TokenMechanism.identity(NamedToken.LOCAL, false));
            case NOT_ALLOWED -> throw new ProblemException(NOT_ALLOWED);
            case FOREIGN -> throw new ProblemException(FOREIGN);
            case ASK_FOR_TOKEN -> {
                TokenMechanism.presented(context.request()).ifPresent(wrong -> limit.countWrong(context.request()));
                if (!SignInPage.isWantedBy(context.request())) {
                    throw new ProblemException(Problem.unauthorized());
                }
                signInPage.answer(context);
                yield CheckResult.PERMIT; // The response has ended: nothing comes after this.
            }
        };
    }

    AccessDecision decide(HttpServerRequest request, SecurityIdentity who) {
        Route.Access access = Route.of(request).access();
        boolean reads = Route.isReading(request.method().name()) && access != Route.Access.SENDER;
        if (access == Route.Access.OPEN) {
            // Another page must not open a session here, not even one of its own.
            return reads || Origins.of(request, publicUrl) != Origins.Page.FOREIGN
                    ? AccessDecision.PASS
                    : AccessDecision.FOREIGN;
        }
        if (who.isAnonymous()) {
            return withoutToken(request, access);
        }
        boolean bySession = Boolean.TRUE.equals(who.getAttribute(TokenMechanism.BY_SESSION));
        if (bySession && !reads && Origins.of(request, publicUrl) != Origins.Page.OURS) {
            return AccessDecision.FOREIGN;
        }
        boolean allowed = access != Route.Access.OPERATOR || who.hasRole(NamedToken.OPERATOR);
        return allowed ? AccessDecision.PASS : AccessDecision.NOT_ALLOWED;
    }

    private AccessDecision withoutToken(HttpServerRequest request, Route.Access access) {
        if (signedRoutes.stream().anyMatch(route -> route.isSigned(request))) {
            return AccessDecision.PASS;
        }
        if (mode == AccessConfig.Mode.TOKEN || access == Route.Access.OPERATOR) {
            return AccessDecision.ASK_FOR_TOKEN;
        }
        // A web page that the person happens to look at must not be able to send (DNS rebinding included).
        String host = request.getHeader(HttpHeaders.HOST);
        boolean ofPage = request.getHeader(HttpHeaders.ORIGIN) != null
                || Origins.of(request, publicUrl) == Origins.Page.FOREIGN
                || (host != null && !Origins.isLoopback(host));
        return ofPage ? AccessDecision.FOREIGN : AccessDecision.PASS_AS_LOCAL;
    }
}
