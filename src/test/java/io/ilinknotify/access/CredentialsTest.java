package io.ilinknotify.access;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CredentialsTest {
    @Test
    void aBearerTokenIsTakenWhateverTheCaseOfTheScheme() {
        assertThat(Credentials.token("Bearer abc")).hasValue("abc");
        assertThat(Credentials.token("bearer  abc ")).hasValue("abc");
    }

    @Test
    void aPasswordIsTakenUnderAnyUserName() {
        assertThat(Credentials.token(basic("user:abc"))).hasValue("abc");
        assertThat(Credentials.token(basic(":abc"))).hasValue("abc");
        assertThat(Credentials.token(basic("user:a:b:c"))).hasValue("a:b:c");
    }

    @Test
    void anythingElseHoldsNoToken() {
        assertThat(Credentials.token(null)).isEmpty();
        for (String header : new String[] {
            "", " ", "Bearer", "Bearer ", "abc", "Digest abc", "Basic", "Basic ???", basic("no colon"), basic("user:")
        }) {
            assertThat(Credentials.token(header)).as(header).isEmpty();
        }
    }

    @Property
    void noHeaderBreaksIt(@ForAll String header) {
        assertThat(Credentials.token(header)).isNotNull();
        assertThat(Credentials.token("Basic " + header)).isNotNull();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
