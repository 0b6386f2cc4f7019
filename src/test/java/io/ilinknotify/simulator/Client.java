package io.ilinknotify.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A good client that is signed in, and speaks to its own server without a socket, at noon on some day. */
final class Client {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final SimulatedIlink server =
            new SimulatedIlink(Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC));
    final WireRequests requests = new WireRequests();
    final Phone phone = server.phone();
    final String token = server.signIn().botToken();

    JsonNode send(String contextToken, String clientId, String text) {
        return json(server.handle(requests.send(token, phone.userId(), contextToken, clientId, text)));
    }

    /** Sends so slowly that no burst comes of it. */
    JsonNode sendSlowly(String contextToken, String clientId, String text) {
        server.advance(Duration.ofMinutes(1));
        return send(contextToken, clientId, text);
    }

    JsonNode poll(String cursor) {
        return json(server.handle(requests.updates(token, cursor)).inTheEnd());
    }

    List<String> texts(JsonNode updates) {
        return updates.path("msgs").findValuesAsText("text");
    }

    List<String> brokenRules() {
        return server.violations().stream().map(TrafficLog.Violation::rule).toList();
    }

    static JsonNode json(SimulatedAnswer answer) {
        try {
            return MAPPER.readTree(((SimulatedAnswer.Body) answer.inTheEnd()).body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(notJson);
        }
    }
}
