package io.ilinknotify.access;

import io.ilinknotify.VirtualClock;
import io.ilinknotify.access.AccessPolicy.AccessDecision;
import io.ilinknotify.http.PageLanguage;
import io.ilinknotify.notification.Language;
import io.ilinknotify.volume.StartupProblem;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessPolicyTest {
    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private static final SecurityIdentity CI = TokenMechanism.identity("ci", false);
    private static final SecurityIdentity OPERATOR = TokenMechanism.identity("operator", false);
    private static final SecurityIdentity SESSION = TokenMechanism.identity("operator", true);

    private static final String OPEN = "/login/operator";
    private static final String SENDER = "/notify";
    private static final String READER = "/notifications";
    private static final String OPERATORS = "/status";

    private static final Map<String, String> FROM_OUR_PAGE =
            Map.of("host", "localhost:8080", "sec-fetch-site", "same-origin");
    private static final Map<String, String> FROM_FOREIGN_PAGE =
            Map.of("host", "localhost:8080", "origin", "https://evil.example");
    private static final Map<String, String> FROM_NO_PAGE = Map.of("host", "localhost:8080");

    private final AccessPolicy tokens = policy(FixedAccessConfig.nothing());
    private final AccessPolicy none = policy(FixedAccessConfig.nothing().withoutTokens());

    @Test
    void whatIsOpenIsOpenToAll() {
        assertThat(get(tokens, OPEN, NOBODY, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS);
        assertThat(post(tokens, OPEN, NOBODY, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS);
        assertThat(post(tokens, OPEN, CI, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS);
    }

    @Test
    void noForeignPageSendsTheFormThatIsOpenToAll() {
        assertThat(post(tokens, OPEN, NOBODY, FROM_FOREIGN_PAGE)).isEqualTo(AccessDecision.FOREIGN);
        assertThat(post(tokens, OPEN, NOBODY, FROM_OUR_PAGE)).isEqualTo(AccessDecision.PASS);
        assertThat(get(tokens, OPEN, NOBODY, FROM_FOREIGN_PAGE)).isEqualTo(AccessDecision.PASS);
    }

    @Test
    void aClientSendsAndReads() {
        assertThat(post(tokens, SENDER, CI, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS);
        assertThat(get(tokens, READER, CI, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS);
        assertThat(get(tokens, OPERATORS, CI, FROM_NO_PAGE)).isEqualTo(AccessDecision.NOT_ALLOWED);
    }

    @Test
    void theOperatorDoesEverything() {
        for (String path : List.of(OPEN, SENDER, READER, OPERATORS)) {
            assertThat(post(tokens, path, OPERATOR, FROM_NO_PAGE)).as(path).isEqualTo(AccessDecision.PASS);
        }
    }

    @Test
    void withoutATokenOneIsAskedFor() {
        for (String path : List.of(SENDER, READER, OPERATORS)) {
            assertThat(get(tokens, path, NOBODY, FROM_NO_PAGE)).as(path).isEqualTo(AccessDecision.ASK_FOR_TOKEN);
        }
    }

    @Test
    void withoutTokensTheMachineItselfSendsAndThePagesStillAsk() {
        assertThat(post(none, SENDER, NOBODY, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS_AS_LOCAL);
        assertThat(get(none, READER, NOBODY, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS_AS_LOCAL);
        assertThat(get(none, READER, NOBODY, Map.of())).isEqualTo(AccessDecision.PASS_AS_LOCAL);
        assertThat(get(none, OPERATORS, NOBODY, FROM_NO_PAGE)).isEqualTo(AccessDecision.ASK_FOR_TOKEN);
        assertThat(post(none, SENDER, CI, FROM_NO_PAGE)).isEqualTo(AccessDecision.PASS);
    }

    @Test
    void withoutTokensNoWebPageSends() {
        Map<String, String> fromOurOrigin = Map.of("host", "localhost:8080", "origin", "http://localhost:8080");

        assertThat(post(none, SENDER, NOBODY, fromOurOrigin)).isEqualTo(AccessDecision.FOREIGN);
        assertThat(post(none, SENDER, NOBODY, FROM_FOREIGN_PAGE)).isEqualTo(AccessDecision.FOREIGN);
        assertThat(get(none, SENDER, NOBODY, Map.of("host", "rebound.example:8080")))
                .isEqualTo(AccessDecision.FOREIGN);
    }

    @Test
    void aSessionChangesThingsFromOurPagesOnly() {
        assertThat(post(tokens, OPERATORS, SESSION, FROM_OUR_PAGE)).isEqualTo(AccessDecision.PASS);
        for (Map<String, String> elsewhere : List.of(FROM_FOREIGN_PAGE, FROM_NO_PAGE)) {
            assertThat(post(tokens, OPERATORS, SESSION, elsewhere)).isEqualTo(AccessDecision.FOREIGN);
            assertThat(get(tokens, OPERATORS, SESSION, elsewhere)).isEqualTo(AccessDecision.PASS);
            assertThat(post(tokens, OPERATORS, OPERATOR, elsewhere)).isEqualTo(AccessDecision.PASS);
        }
    }

    @Test
    void sendingWithoutATokenIsForOneMachineOnly() {
        assertThatThrownBy(() -> none.checkMode(new StartupEvent(), "0.0.0.0"))
                .isInstanceOf(StartupProblem.class)
                .hasMessage("notify.access.mode: none lets everybody send who reaches quarkus.http.host (0.0.0.0);"
                        + " set that to 127.0.0.1, or use tokens");
        assertThatCode(() -> none.checkMode(new StartupEvent(), "127.0.0.1")).doesNotThrowAnyException();
        assertThatCode(() -> tokens.checkMode(new StartupEvent(), "0.0.0.0")).doesNotThrowAnyException();
    }

    private static AccessPolicy policy(AccessConfig config) {
        return new AccessPolicy(
                config,
                Optional.empty(),
                new SignInPage(new PageLanguage(Language.EN)),
                new GuessLimit(new VirtualClock()),
                List.of());
    }

    private static AccessDecision get(
            AccessPolicy policy, String path, SecurityIdentity who, Map<String, String> headers) {
        return policy.decide(new SentRequest(HttpMethod.GET, path, headers).asVertxHasIt(), who);
    }

    private static AccessDecision post(
            AccessPolicy policy, String path, SecurityIdentity who, Map<String, String> headers) {
        return policy.decide(new SentRequest(HttpMethod.POST, path, headers).asVertxHasIt(), who);
    }
}
