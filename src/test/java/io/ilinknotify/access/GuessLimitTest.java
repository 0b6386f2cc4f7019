package io.ilinknotify.access;

import io.ilinknotify.LogRecords;
import io.ilinknotify.VirtualClock;
import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class GuessLimitTest {
    private final VirtualClock clock = new VirtualClock();
    private final GuessLimit limit = new GuessLimit(clock);

    @Test
    void tenWrongTokensAMinuteAreTakenFromOneAddress() {
        guess("192.0.2.1", 10, false);

        guess("192.0.2.1", 1, true);
        clock.advance(Duration.ofSeconds(59));
        guess("192.0.2.1", 1, true);
        clock.advance(Duration.ofSeconds(1));
        guess("192.0.2.1", 10, false);
    }

    @Test
    void anotherAddressHasItsOwn() {
        guess("192.0.2.1", 10, false);

        guess("192.0.2.2", 10, false);
        guess("192.0.2.1", 1, true);
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        guess("2001:db8:0:1::1", 10, false);

        guess("2001:db8:0:1:ffff::2", 1, true);
        guess("2001:db8:0:2::1", 1, false);
    }

    @Test
    void manyAddressesAreForgottenOldestFirst() {
        guess("192.0.2.1", 10, false);
        guess("192.0.2.2", 10, false);
        for (int i = 0; i < 1022; i++) {
            guess("198.18." + i / 256 + "." + i % 256, 1, false);
        }
        guess("192.0.2.1", 1, true);

        guess("203.0.113.1", 1, false);

        guess("192.0.2.1", 1, true);
        guess("192.0.2.2", 1, false);
    }

    @Test
    void theLogHasOneLineAMinuteWithoutAStrangersWords() {
        LogRecords log = new LogRecords();
        log.install();
        try {
            guess("192.0.2.1", 5, false);
            new GuessLimit(clock).wasWrong(SocketAddress.inetSocketAddress(1, "a name of\nmany words"));
            new GuessLimit(clock).wasWrong(null);
            new GuessLimit(clock).wasWrong(SocketAddress.inetSocketAddress(1, "2001:db8:0:1::1"));
        } finally {
            log.remove();
        }

        assertThat(log.containing("wrong token"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("; this one: 192.0.2.1)"),
                        line -> assertThat(line).contains("; this one: an unknown address)"),
                        line -> assertThat(line).contains("; this one: an unknown address)"),
                        line -> assertThat(line).contains("; this one: 2001:db8:0:1::/64)"));
    }

    private void guess(String address, int times, boolean tooOften) {
        for (int i = 0; i < times; i++) {
            assertThat(limit.wasWrong(SocketAddress.inetSocketAddress(1, address)))
                    .isEqualTo(tooOften);
        }
    }
}
