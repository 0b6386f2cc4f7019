package io.ilinknotify.access;

import io.ilinknotify.http.RouteAccess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static io.ilinknotify.access.AccessConfig.Mode.NONE;
import static io.ilinknotify.access.AccessConfig.Mode.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

class DecisionTest {
    private static final Caller CI = Caller.client("ci");
    private static final Caller OPERATOR = Caller.theOperator();

    @Test
    void whatIsOpenIsOpenToAll() {
        assertThat(Decision.of(plain(RouteAccess.OPEN, null), TOKEN)).isEqualTo(Decision.PASS);
        assertThat(Decision.of(plain(RouteAccess.OPEN, CI), TOKEN)).isEqualTo(Decision.PASS);
    }

    @Test
    void aClientSendsAndReads() {
        assertThat(Decision.of(plain(RouteAccess.SENDER, CI), TOKEN)).isEqualTo(Decision.PASS);
        assertThat(Decision.of(plain(RouteAccess.READER, CI), TOKEN)).isEqualTo(Decision.PASS);
        assertThat(Decision.of(plain(RouteAccess.OPERATOR, CI), TOKEN)).isEqualTo(Decision.NOT_ALLOWED);
    }

    @Test
    void theOperatorDoesEverything() {
        for (RouteAccess access : RouteAccess.values()) {
            assertThat(Decision.of(plain(access, OPERATOR), TOKEN))
                    .as(access.name())
                    .isEqualTo(Decision.PASS);
        }
    }

    @Test
    void withoutATokenOneIsAskedFor() {
        for (RouteAccess access : new RouteAccess[] {RouteAccess.SENDER, RouteAccess.READER, RouteAccess.OPERATOR}) {
            assertThat(Decision.of(plain(access, null), TOKEN))
                    .as(access.name())
                    .isEqualTo(Decision.ASK);
        }
    }

    @Test
    void withoutTokensTheMachineItselfSendsAndThePagesStillAsk() {
        assertThat(Decision.of(plain(RouteAccess.SENDER, null), NONE)).isEqualTo(Decision.PASS_AS_LOCAL);
        assertThat(Decision.of(plain(RouteAccess.READER, null), NONE)).isEqualTo(Decision.PASS_AS_LOCAL);
        assertThat(Decision.of(plain(RouteAccess.OPERATOR, null), NONE)).isEqualTo(Decision.ASK);
        assertThat(Decision.of(plain(RouteAccess.SENDER, CI), NONE)).isEqualTo(Decision.PASS);
    }

    @Test
    void withoutTokensNoWebPageSends() {
        Decision.Facts fromAPage = facts(RouteAccess.SENDER, null, false, false, Origins.Verdict.OURS, true, true);
        Decision.Facts byRebinding =
                facts(RouteAccess.SENDER, null, false, true, Origins.Verdict.UNKNOWN, false, false);

        assertThat(Decision.of(fromAPage, NONE)).isEqualTo(Decision.FOREIGN);
        assertThat(Decision.of(byRebinding, NONE)).isEqualTo(Decision.FOREIGN);
    }

    @Test
    void aSessionChangesThingsFromOurPagesOnly() {
        for (Origins.Verdict origin : Origins.Verdict.values()) {
            Decision change =
                    Decision.of(facts(RouteAccess.OPERATOR, OPERATOR, true, false, origin, true, true), TOKEN);
            Decision read = Decision.of(facts(RouteAccess.OPERATOR, OPERATOR, true, true, origin, true, true), TOKEN);
            Decision token =
                    Decision.of(facts(RouteAccess.OPERATOR, OPERATOR, false, false, origin, true, true), TOKEN);

            assertThat(change).isEqualTo(origin == Origins.Verdict.OURS ? Decision.PASS : Decision.FOREIGN);
            assertThat(read).isEqualTo(Decision.PASS);
            assertThat(token).isEqualTo(Decision.PASS);
        }
    }

    private static Decision.Facts plain(RouteAccess access, @Nullable Caller caller) {
        return facts(access, caller, false, false, Origins.Verdict.UNKNOWN, false, true);
    }

    private static Decision.Facts facts(
            RouteAccess access,
            @Nullable Caller caller,
            boolean session,
            boolean reads,
            Origins.Verdict origin,
            boolean hasOrigin,
            boolean loopback) {
        return new Decision.Facts(access, Optional.ofNullable(caller), session, reads, origin, hasOrigin, loopback);
    }
}
