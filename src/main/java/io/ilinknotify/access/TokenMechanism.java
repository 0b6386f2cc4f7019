package io.ilinknotify.access;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes callers by the {@code Authorization} header, or by the cookie of an operator's session. A wrong token is
 * like none: what is open stays open to those whose proxy adds a header of its own, and everything else asks for one.
 */
@Singleton
final class TokenMechanism implements HttpAuthenticationMechanism {
    /** The attribute of an identity that a cookie brought. */
    static final String BY_SESSION = "ilink-notify.by-session";

    private final TokenRegistry registry;
    private final OperatorSessions sessions;

    TokenMechanism(TokenRegistry registry, OperatorSessions sessions) {
        this.registry = registry;
        this.sessions = sessions;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        Optional<SecurityIdentity> known = PresentedToken.of(context.request())
                .flatMap(registry::find)
                .map(caller -> identity(caller, false))
                .or(() -> bySession(context));
        return known.isPresent()
                ? Uni.createFrom().item(known.get())
                : Uni.createFrom().nullItem();
    }

    private Optional<SecurityIdentity> bySession(RoutingContext context) {
        return sessions.isOpen(OperatorSessions.id(context.request()))
                ? Optional.of(identity(Caller.theOperator(), true))
                : Optional.empty();
    }

    static SecurityIdentity identity(Caller caller, boolean bySession) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(caller.name()))
                .addRole(Caller.CLIENT)
                .addAttribute(BY_SESSION, bySession);
        if (caller.operator()) {
            identity.addRole(Caller.OPERATOR);
        }
        return identity.build();
    }

    /** Answers are made in one place, see {@link AccessPolicy}; this is for the framework's own refusals. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"ilink-notify\""));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
