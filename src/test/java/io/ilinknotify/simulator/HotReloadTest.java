package io.ilinknotify.simulator;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;

/** In dev mode the server is a new one after every hot reload, and the agent shall not notice much of it. */
class HotReloadTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private final WireRequests requests = new WireRequests();

    @Test
    void theSignInOutlivesIt() {
        SimulatedIlink before = server(START);
        before.signIn();
        Phone.BotCredentials account = before.signIn();

        SimulatedIlink after = server(START.plusSeconds(60));

        assertThat(after.phone().userId()).isEqualTo(account.userId());
        assertThat(after.phone().botId()).isEqualTo(account.botId());
        assertThat(poll(after, account.botToken())).doesNotContain("-14");
        assertThat(poll(after, account.botToken() + "0")).contains("-14");
        assertThat(after.signIn().botToken()).isNotEqualTo(account.botToken());
        after.advance(Duration.ofDays(1));
        assertThat(poll(after, account.botToken())).contains("-14");
    }

    @Test
    void noContextComesTwice() {
        assertThat(server(START.plusSeconds(1)).phone().write("hello"))
                .isNotEqualTo(server(START).phone().write("hello"));
    }

    @Test
    void withoutItATokenOfAnotherServerIsDead() {
        String token =
                new SimulatedIlink(Clock.fixed(START, ZoneOffset.UTC)).signIn().botToken();

        assertThat(poll(new SimulatedIlink(Clock.fixed(START, ZoneOffset.UTC)), token))
                .contains("-14");
    }

    private static SimulatedIlink server(Instant start) {
        return new SimulatedIlink(Clock.fixed(start, ZoneOffset.UTC), 1).goesOn();
    }

    private String poll(SimulatedIlink server, String token) {
        return ((SimulatedAnswer.Body)
                        server.handle(requests.updates(token, "")).inTheEnd())
                .body();
    }
}
