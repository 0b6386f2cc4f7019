package io.ilinknotify.access;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DoorTest {
    @Test
    void sendersComeInHere() {
        assertThat(Door.of("POST", "/notify")).isEqualTo(Door.SENDER);
        assertThat(Door.of("POST", "/webhook/alertmanager")).isEqualTo(Door.SENDER);
        assertThat(Door.of("GET", "/notify")).isEqualTo(Door.SENDER);
    }

    @Test
    void clientsMayReadNotificationsButNotChangeThem() {
        assertThat(Door.of("GET", "/notifications")).isEqualTo(Door.READER);
        assertThat(Door.of("GET", "/notifications/01J")).isEqualTo(Door.READER);
        assertThat(Door.of("DELETE", "/notifications/01J")).isEqualTo(Door.OPERATOR);
        assertThat(Door.of("POST", "/notifications/01J/retry")).isEqualTo(Door.OPERATOR);
    }

    @Test
    void onlyWhatNeedsNoSecretIsOpen() {
        for (String path : new String[] {"/m/01J-abc", "/assets/ilink-notify.css", "/login/operator", "/favicon.ico"}) {
            assertThat(Door.of("GET", path)).as(path).isEqualTo(Door.OPEN);
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
            assertThat(Door.of("GET", path)).as(path).isEqualTo(Door.OPERATOR);
        }
    }

    @Test
    void aPathThatCouldBeReadInTwoWaysIsTheOperators() {
        for (String path : new String[] {
            "/m/../status", "/m/%2e%2e/status", "/m//status", "/m/;/x", "/m/a\\..\\status", "", "m/x", "/assets/./x"
        }) {
            assertThat(Door.of("GET", path)).as(path).isEqualTo(Door.OPERATOR);
        }
    }

    @Property
    void noPathOutsideTheListIsOpen(@ForAll String path) {
        boolean listed = path.startsWith("/m/")
                || path.startsWith("/assets/")
                || path.equals("/login/operator")
                || path.equals("/favicon.ico")
                || path.equals("/robots.txt");

        assertThat(Door.of("GET", path) == Door.OPEN && !listed).isFalse();
    }
}
