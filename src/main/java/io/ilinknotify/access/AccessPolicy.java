package io.ilinknotify.access;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.ProblemException;
import io.ilinknotify.http.Problems;
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

    /** Stops a start that would let the whole network send without a token. */
    void checkMode(@Observes @Priority(5) StartupEvent start, @ConfigProperty(name = "quarkus.http.host") String host) {
        AccessRules.checkMode(mode, host).ifPresent(wrong -> {
            throw new StartupProblem(wrong);
        });
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext unused) {
        return identity.map(who -> check(context, who));
    }

    private CheckResult check(RoutingContext context, SecurityIdentity who) {
        if (who.isAnonymous() && signedRoutes.stream().anyMatch(route -> route.isSigned(context.request()))) {
            return CheckResult.PERMIT;
        }
        return switch (AccessDecision.of(facts(context.request(), who), mode)) {
            case PASS -> CheckResult.PERMIT;
            case PASS_AS_LOCAL -> new CheckResult(true, TokenMechanism.identity(Caller.client(Caller.LOCAL), false));
            case NOT_ALLOWED -> throw new ProblemException(NOT_ALLOWED);
            case FOREIGN -> throw new ProblemException(FOREIGN);
            case ASK -> {
                limitGuesses(context);
                if (!SignInPage.isWantedBy(context.request())) {
                    throw new ProblemException(Problems.unauthorized());
                }
                signInPage.answer(context);
                yield CheckResult.PERMIT; // The response has ended: nothing comes after this.
            }
        };
    }

    private void limitGuesses(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (PresentedToken.of(request).isPresent() && limit.wasWrong(request.remoteAddress())) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private AccessDecision.Facts facts(HttpServerRequest request, SecurityIdentity who) {
        String host = request.getHeader("Host");
        String origin = request.getHeader("Origin");
        String method = request.method().name();
        return new AccessDecision.Facts(
                Route.of(request).access(),
                caller(who),
                Boolean.TRUE.equals(who.getAttribute(TokenMechanism.BY_SESSION)),
                Route.isReading(method),
                Origins.of(request.getHeader("Sec-Fetch-Site"), origin, host, publicUrl),
                origin != null,
                who.isAnonymous() && (host == null || Origins.isLoopback(host)));
    }

    private static Optional<Caller> caller(SecurityIdentity who) {
        return who.isAnonymous()
                ? Optional.empty()
                : Optional.of(new Caller(who.getPrincipal().getName(), who.hasRole(Caller.OPERATOR)));
    }
}
