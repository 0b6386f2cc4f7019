package io.ilinknotify.fallback;

import io.ilinknotify.ilink.RecordingServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The operator's webhook, with its address and its token in the settings. */
public final class WebhookServer implements QuarkusTestResourceLifecycleManager {
    static final String TOKEN = "token-of-the-second-channel-0123";

    @SuppressWarnings("NullAway.Init") // Quarkus calls start() first
    private RecordingServer server;

    static RecordingServer answering(String head) throws IOException {
        return RecordingServer.playing(socket -> {
            socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        });
    }

    @Override
    public Map<String, String> start() {
        try {
            server = answering("HTTP/1.1 204 No Content");
            Path token = Files.createTempFile("webhook", ".token");
            token.toFile().deleteOnExit();
            Files.writeString(token, TOKEN + "\n");
            return Map.of(
                    "notify.fallback.url",
                    server.base() + "/hooks/alerts?team=ops",
                    "notify.fallback.token-file",
                    token.toString(),
                    "notify.fallback.after",
                    "0s");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(RecordingServer.class));
    }

    @Override
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
