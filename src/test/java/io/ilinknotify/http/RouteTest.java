package io.ilinknotify.http;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RouteTest {
    @Test
    void sendersComeInHere() {
        assertThat(access("POST", "/notify")).isEqualTo(Route.Access.SENDER);
        assertThat(access("POST", "/webhook/alertmanager")).isEqualTo(Route.Access.SENDER);
        assertThat(access("GET", "/notify")).isEqualTo(Route.Access.SENDER);
    }

    @Test
    void clientsMayReadNotificationsButNotChangeThem() {
        assertThat(access("GET", "/notifications")).isEqualTo(Route.Access.READER);
        assertThat(access("GET", "/notifications/01J")).isEqualTo(Route.Access.READER);
        assertThat(access("DELETE", "/notifications/01J")).isEqualTo(Route.Access.OPERATOR);
        assertThat(access("POST", "/notifications/01J/retry")).isEqualTo(Route.Access.OPERATOR);
    }

    @Test
    void onlyWhatNeedsNoSecretIsOpen() {
        for (String path : new String[] {"/m/01J-abc", "/assets/ilink-notify.css", "/login/operator", "/favicon.ico"}) {
            assertThat(access("GET", path)).as(path).isEqualTo(Route.Access.OPEN);
        }
    }

    @Test
    void everythingElseIsTheOperators() {
        for (String path : new String[] {
            "/",
            "/status",
            "/login",
            "/login/operator/close",
            "/m",
            "/mx/1",
            "/assets",
            "/notifyx",
            "/notificationsx",
            "/q/health"
        }) {
            assertThat(access("GET", path)).as(path).isEqualTo(Route.Access.OPERATOR);
        }
    }

    @Test
    void aPathThatCouldBeReadInTwoWaysIsTheOperators() {
        for (String path : new String[] {
            "/m/../status", "/m/%2e%2e/status", "/m//status", "/m/;/x", "/m/a\\..\\status", "", "m/x", "/assets/./x"
        }) {
            assertThat(access("GET", path)).as(path).isEqualTo(Route.Access.OPERATOR);
        }
    }

    @Property
    void noPathOutsideTheListIsOpen(@ForAll String path) {
        boolean listed = path.startsWith("/m/")
                || path.startsWith("/assets/")
                || path.equals("/login/operator")
                || path.equals("/language")
                || path.equals("/favicon.ico")
                || path.equals("/robots.txt");

        assertThat(access("GET", path) == Route.Access.OPEN && !listed).isFalse();
    }

    @Test
    void everyRouteHasItsLimit() {
        assertThat(Route.NOTIFY.largestBody()).isEqualTo(1 << 20);
        assertThat(Route.of("POST", "/webhook/alertmanager").largestBody()).isEqualTo(8 << 20);
        assertThat(Route.OPERATOR_SIGN_IN.largestBody()).isEqualTo(4 << 10);
    }

    @Test
    void aTokenInTheAddressCountsWhereAClientCanDoNoOther() {
        assertThat(Route.CLIENT.takesTokenInQuery()).isTrue();
        assertThat(Route.of("POST", "/webhook/build").takesTokenInQuery()).isTrue();
        assertThat(Route.of("POST", "/webhook/grafana").takesTokenInQuery()).isTrue();
        assertThat(Route.NOTIFY.takesTokenInQuery()).isFalse();
        assertThat(Route.OPERATOR.takesTokenInQuery()).isFalse();
    }

    @Test
    void whatIsFreeInAnAddressIsMeasuredByItsForm() {
        assertThat(Route.measuredForms())
                .containsExactly(
                        "/assets/.*=/assets/{file}",
                        "/m/.*=/m/{link}",
                        "/clients/.*=/clients/{name}",
                        "/webhook/.*=/webhook/{name}");
    }

    private static Route.Access access(String method, String path) {
        return Route.of(method, path).access();
    }
}
