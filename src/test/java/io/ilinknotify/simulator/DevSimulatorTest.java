package io.ilinknotify.simulator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DevSimulatorTest {
    @Test
    void namesThreeLinksAndLinesToPaste() {
        assertThat(DevSimulator.links(8080, "http://127.0.0.1:8089/phone", "the-sending-token", "the-operator-token"))
                .isEqualTo("""


                  1. Sign in   http://localhost:8080/login      (operator token: the-operator-token)
                  2. Phone     http://127.0.0.1:8089/phone      scan, confirm, write one message to the bot
                  3. Status    http://localhost:8080/

                  Then send:
                  curl -H 'Authorization: Bearer the-sending-token' -d 'Hello from dev mode' http://localhost:8080/notify
                  curl -H 'Authorization: Bearer the-sending-token' -F text=Look -F file=@docs/picture.webp http://localhost:8080/notify
                """);
    }
}
