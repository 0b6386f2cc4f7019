package io.ilinknotify.access;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TokenMechanismTest {
    @Test
    void aBearerTokenIsTakenWhateverTheCaseOfTheScheme() {
        assertThat(TokenMechanism.inAuthorization("Bearer abc")).hasValue("abc");
        assertThat(TokenMechanism.inAuthorization("bearer  abc ")).hasValue("abc");
    }

    @Test
    void aPasswordIsTakenUnderAnyUserName() {
        assertThat(TokenMechanism.inAuthorization(basic("user:abc"))).hasValue("abc");
        assertThat(TokenMechanism.inAuthorization(basic(":abc"))).hasValue("abc");
        assertThat(TokenMechanism.inAuthorization(basic("user:a:b:c"))).hasValue("a:b:c");
    }

    @Test
    void anythingElseHoldsNoToken() {
        assertThat(TokenMechanism.inAuthorization(null)).isEmpty();
        for (String header : new String[] {
            "", " ", "Bearer", "Bearer ", "abc", "Digest abc", "Basic", "Basic ???", basic("no colon"), basic("user:")
        }) {
            assertThat(TokenMechanism.inAuthorization(header)).as(header).isEmpty();
        }
    }

    @Property
    void noHeaderBreaksItNorHoldsAnEmptyToken(@ForAll String header) {
        assertThat(TokenMechanism.inAuthorization(header).orElse("none")).isNotEmpty();
        assertThat(TokenMechanism.inAuthorization("Basic " + header).orElse("none"))
                .isNotEmpty();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
