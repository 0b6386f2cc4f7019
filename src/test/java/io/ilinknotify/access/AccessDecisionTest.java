package io.ilinknotify.access;

import io.ilinknotify.http.RouteAccess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static io.ilinknotify.access.AccessConfig.Mode.NONE;
import static io.ilinknotify.access.AccessConfig.Mode.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

class AccessDecisionTest {
    private static final Caller CI = Caller.client("ci");
    private static final Caller OPERATOR = Caller.theOperator();

    @Test
    void whatIsOpenIsOpenToAll() {
        assertThat(AccessDecision.of(plain(RouteAccess.OPEN, null), TOKEN)).isEqualTo(AccessDecision.PASS);
        assertThat(AccessDecision.of(plain(RouteAccess.OPEN, CI), TOKEN)).isEqualTo(AccessDecision.PASS);
    }

    @Test
    void noForeignPageSendsTheFormThatIsOpenToAll() {
        for (Origins.Verdict origin : Origins.Verdict.values()) {
            AccessDecision change =
                    AccessDecision.of(facts(RouteAccess.OPEN, null, false, false, origin, true, true), TOKEN);
            AccessDecision read =
                    AccessDecision.of(facts(RouteAccess.OPEN, null, false, true, origin, true, true), TOKEN);

            assertThat(change)
                    .isEqualTo(origin == Origins.Verdict.FOREIGN ? AccessDecision.FOREIGN : AccessDecision.PASS);
            assertThat(read).isEqualTo(AccessDecision.PASS);
        }
    }

    @Test
    void aClientSendsAndReads() {
        assertThat(AccessDecision.of(plain(RouteAccess.SENDER, CI), TOKEN)).isEqualTo(AccessDecision.PASS);
        assertThat(AccessDecision.of(plain(RouteAccess.READER, CI), TOKEN)).isEqualTo(AccessDecision.PASS);
        assertThat(AccessDecision.of(plain(RouteAccess.OPERATOR, CI), TOKEN)).isEqualTo(AccessDecision.NOT_ALLOWED);
    }

    @Test
    void theOperatorDoesEverything() {
        for (RouteAccess access : RouteAccess.values()) {
            assertThat(AccessDecision.of(plain(access, OPERATOR), TOKEN))
                    .as(access.name())
                    .isEqualTo(AccessDecision.PASS);
        }
    }

    @Test
    void withoutATokenOneIsAskedFor() {
        for (RouteAccess access : new RouteAccess[] {RouteAccess.SENDER, RouteAccess.READER, RouteAccess.OPERATOR}) {
            assertThat(AccessDecision.of(plain(access, null), TOKEN))
                    .as(access.name())
                    .isEqualTo(AccessDecision.ASK);
        }
    }

    @Test
    void withoutTokensTheMachineItselfSendsAndThePagesStillAsk() {
        assertThat(AccessDecision.of(plain(RouteAccess.SENDER, null), NONE)).isEqualTo(AccessDecision.PASS_AS_LOCAL);
        assertThat(AccessDecision.of(plain(RouteAccess.READER, null), NONE)).isEqualTo(AccessDecision.PASS_AS_LOCAL);
        assertThat(AccessDecision.of(plain(RouteAccess.OPERATOR, null), NONE)).isEqualTo(AccessDecision.ASK);
        assertThat(AccessDecision.of(plain(RouteAccess.SENDER, CI), NONE)).isEqualTo(AccessDecision.PASS);
    }

    @Test
    void withoutTokensNoWebPageSends() {
        AccessDecision.Facts fromAPage =
                facts(RouteAccess.SENDER, null, false, false, Origins.Verdict.OURS, true, true);
        AccessDecision.Facts byRebinding =
                facts(RouteAccess.SENDER, null, false, true, Origins.Verdict.UNKNOWN, false, false);

        assertThat(AccessDecision.of(fromAPage, NONE)).isEqualTo(AccessDecision.FOREIGN);
        assertThat(AccessDecision.of(byRebinding, NONE)).isEqualTo(AccessDecision.FOREIGN);
    }

    @Test
    void aSessionChangesThingsFromOurPagesOnly() {
        for (Origins.Verdict origin : Origins.Verdict.values()) {
            AccessDecision change =
                    AccessDecision.of(facts(RouteAccess.OPERATOR, OPERATOR, true, false, origin, true, true), TOKEN);
            AccessDecision read =
                    AccessDecision.of(facts(RouteAccess.OPERATOR, OPERATOR, true, true, origin, true, true), TOKEN);
            AccessDecision token =
                    AccessDecision.of(facts(RouteAccess.OPERATOR, OPERATOR, false, false, origin, true, true), TOKEN);

            assertThat(change).isEqualTo(origin == Origins.Verdict.OURS ? AccessDecision.PASS : AccessDecision.FOREIGN);
            assertThat(read).isEqualTo(AccessDecision.PASS);
            assertThat(token).isEqualTo(AccessDecision.PASS);
        }
    }

    private static AccessDecision.Facts plain(RouteAccess access, @Nullable Caller caller) {
        return facts(access, caller, false, false, Origins.Verdict.UNKNOWN, false, true);
    }

    private static AccessDecision.Facts facts(
            RouteAccess access,
            @Nullable Caller caller,
            boolean session,
            boolean reads,
            Origins.Verdict origin,
            boolean hasOrigin,
            boolean loopback) {
        return new AccessDecision.Facts(
                access, Optional.ofNullable(caller), session, reads, origin, hasOrigin, loopback);
    }
}
