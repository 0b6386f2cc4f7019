package io.ilinknotify.access;

import io.ilinknotify.http.RouteAccess;

import java.util.Optional;

/** The decision whether a request may go on. */
enum AccessDecision {
    /** It may. */
    PASS,
    /** It may, without a token, as the client {@code local}. */
    PASS_AS_LOCAL,
    /** A token is needed. */
    ASK,
    /** The token is valid, but not for this. */
    NOT_ALLOWED,
    /** It comes from a page of somebody else, or by a name that is not this machine's. */
    FOREIGN;

    /**
     * The facts of a request.
     *
     * @param access who may pass
     * @param caller whose token it carries
     * @param session whether a browser's session carried it
     * @param reads whether it changes nothing
     * @param origin whose page it comes from
     * @param hasOrigin whether it has an {@code Origin} header
     * @param loopbackHost whether its {@code Host} is this machine; asked only of who shows no token
     */
    record Facts(
            RouteAccess access,
            Optional<Caller> caller,
            boolean session,
            boolean reads,
            Origins.Verdict origin,
            boolean hasOrigin,
            boolean loopbackHost) {}

    static AccessDecision of(Facts facts, AccessConfig.Mode mode) {
        if (facts.access() == RouteAccess.OPEN) {
            // Another page must not open a session here, not even one of its own.
            return facts.reads() || facts.origin() != Origins.Verdict.FOREIGN ? PASS : FOREIGN;
        }
        if (facts.caller().isEmpty()) {
            return mode == AccessConfig.Mode.NONE && facts.access() != RouteAccess.OPERATOR ? withoutToken(facts) : ASK;
        }
        if (facts.session() && !facts.reads() && facts.origin() != Origins.Verdict.OURS) {
            return FOREIGN;
        }
        boolean allowed =
                facts.access() != RouteAccess.OPERATOR || facts.caller().get().operator();
        return allowed ? PASS : NOT_ALLOWED;
    }

    /** A web page that the person happens to look at must not be able to send (DNS rebinding included). */
    private static AccessDecision withoutToken(Facts facts) {
        return facts.hasOrigin() || !facts.loopbackHost() ? FOREIGN : PASS_AS_LOCAL;
    }
}
