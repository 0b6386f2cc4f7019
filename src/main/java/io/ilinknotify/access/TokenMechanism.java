package io.ilinknotify.access;

import io.ilinknotify.http.Problem;
import io.ilinknotify.http.Route;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Recognizes callers by their token, or by the cookie of an operator's session. A wrong token is like none: what is open
 * stays open to those whose proxy adds a header of its own, and everything else asks for one.
 */
@Singleton
record TokenMechanism(TokenRegistry registry, OperatorSessions sessions) implements HttpAuthenticationMechanism {
    /** The attribute of an identity that a cookie brought. */
    static final String BY_SESSION = "ilink-notify.by-session";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        HttpServerRequest request = context.request();
        Optional<SecurityIdentity> known =
                presented(request).flatMap(registry::find).map(name -> identity(name, false));
        if (known.isEmpty() && sessions.isOpen(OperatorSessions.id(request))) {
            known = Optional.of(identity(NamedToken.OPERATOR, true));
        }
        return Uni.createFrom().optional(known);
    }

    static SecurityIdentity identity(String name, boolean bySession) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRoles(name.equals(NamedToken.OPERATOR) ? Set.of(NamedToken.OPERATOR) : Set.of())
                .addAttribute(BY_SESSION, bySession)
                .build();
    }

    /**
     * The token of a request, right or wrong: in the {@code Authorization} header; else, on the routes of those who can set
     * no header, in the query.
     */
    static Optional<String> presented(HttpServerRequest request) {
        return inAuthorization(request.getHeader(HttpHeaders.AUTHORIZATION))
                .or(() -> Route.of(request).takesTokenInQuery() ? inQuery(request) : Optional.empty());
    }

    private static Optional<String> inQuery(HttpServerRequest request) {
        try {
            return Optional.ofNullable(request.getParam("token")).filter(token -> !token.isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the query cannot be decoded
        }
    }

    /** {@code Bearer <token>}, or {@code Basic} with the token as the password under any user name. */
    static Optional<String> inAuthorization(@Nullable String authorization) {
        StringTokenizer words = new StringTokenizer(authorization == null ? "" : authorization);
        if (words.countTokens() != 2) {
            return Optional.empty();
        }
        return switch (words.nextToken().toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(words.nextToken());
            case "basic" -> password(words.nextToken());
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String encoded) {
        try {
            String[] pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
            return pair.length < 2 || pair[1].isEmpty() ? Optional.empty() : Optional.of(pair[1]);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Answers are made by {@link AccessPolicy}; this is for the framework's own refusals. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", Problem.BEARER));
    }
}
