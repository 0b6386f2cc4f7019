package io.ilinknotify.http;

import org.junit.jupiter.api.Test;

import static io.ilinknotify.http.AcceptEverything.accepted;
import static org.assertj.core.api.Assertions.assertThat;

class AcceptEverythingTest {
    @Test
    void aSendersWishIsNotAsked() {
        assertThat(accepted(Route.NOTIFY, "image/png")).isEqualTo("*/*");
        assertThat(accepted(Route.GRAFANA, "text/html")).isEqualTo("*/*");
    }

    @Test
    void elsewhereAWishComesFirst() {
        assertThat(accepted(Route.OPERATOR, "text/html,application/xml;q=0.9;v=b3,*/*;q=0.8"))
                .isEqualTo("text/html,application/xml;q=0.9;v=b3,*/*;q=0.8, */*;q=0.001");
    }

    @Test
    void whatCannotBeReadIsNoWish() {
        for (String nonsense :
                new String[] {"", ";;;", "*/*;q=abc", "text", "a/b;", "a/b,", "text/html;q=1;q=\"", ","}) {
            assertThat(accepted(Route.OPERATOR, nonsense)).as(nonsense).isEqualTo("*/*");
        }
    }

    @Test
    void aWishOfAnyLengthIsNoFault() {
        assertThat(accepted(Route.OPERATOR, "a/b,".repeat(20_000) + "a/b")).isEqualTo("*/*");
        assertThat(accepted(Route.OPERATOR, "a/b,".repeat(100) + "a/b")).startsWith("a/b,");
    }
}
