package io.ilinknotify.simulator;

/** What a sign-in gives. */
public record Credentials(String botToken, String botId, String userId, String baseUrl) {
    @Override
    public String toString() {
        return "Credentials[" + botId + ", token redacted]";
    }
}
