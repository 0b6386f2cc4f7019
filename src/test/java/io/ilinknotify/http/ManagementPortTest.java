package io.ilinknotify.http;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;
import java.net.URL;
import java.util.logging.Level;
import java.util.logging.Logger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class ManagementPortTest {
    @SuppressWarnings("NullAway.Init")
    @TestHTTPResource(value = "metrics", management = true)
    URL metrics;

    /** Netty would write a stack trace for each: of the unreadable request, and of the answer that finds nobody. */
    @Test
    void whoSendsNonsenseAndHangsUpWritesNothingIntoTheLog() throws IOException {
        for (int i = 0; i < 3; i++) {
            try (Socket socket = new Socket(metrics.getHost(), metrics.getPort())) {
                socket.getOutputStream()
                        .write("GET /q/health HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost : a\r\n\r\n"
                                .getBytes(UTF_8));
            }
        }

        assertThat(Logger.getLogger("io.netty.channel.DefaultChannelPipeline").isLoggable(Level.WARNING))
                .isFalse();
    }
}
