package io.ilinknotify.webhook.clients;

import com.fasterxml.jackson.databind.JsonNode;
import io.ilinknotify.http.Route;
import io.ilinknotify.outbox.OutboxEntry;
import io.ilinknotify.webhook.ForeignForm;
import io.ilinknotify.webhook.ForeignMessage;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The table of clients made for other services: a row each, with its addresses, how its body is read, what the body says,
 * and what the client takes for success. {@link Route} has the paths, and where each carries its token. The name of a row is
 * the client's name in {@code notify.webhook.off}, and the source of its notifications.
 */
@SuppressWarnings("ImmutableEnumChecker") // sets by "of" never change, nor do functions without state
public enum ForeignClient {
    APPRISE(Set.of(Route.APPRISE), AppriseText::of, (payload, entry) -> "{\"error\":null}"),
    GOTIFY(Set.of(Route.GOTIFY), GotifyMessage::of, GotifyMessage::answer),
    NTFY(
            Set.of(Route.NTFY, Route.NTFY_ROOT),
            NtfyMessage::payload,
            NtfyMessage::of,
            MediaType.APPLICATION_JSON,
            NtfyMessage::answer),
    SLACK(Set.of(Route.SLACK), SlackText::payload, SlackText::of, MediaType.TEXT_PLAIN, (payload, entry) -> "ok"),
    WECOM(Set.of(Route.WECOM), WecomText::of, (payload, entry) -> "{\"errcode\":0,\"errmsg\":\"ok\"}");

    private final Set<Route> routes;
    private final BodyReader body;
    private final Function<JsonNode, ForeignMessage> message;
    private final String answerType;
    private final BiFunction<JsonNode, OutboxEntry, Object> success;

    /** Makes JSON of a request, whatever its body is. */
    interface BodyReader {
        JsonNode read(byte @Nullable [] body, HttpServerRequest request);
    }

    /** A row that reads JSON or a form, and answers in JSON. */
    ForeignClient(
            Set<Route> routes,
            Function<JsonNode, ForeignMessage> message,
            BiFunction<JsonNode, OutboxEntry, Object> success) {
        this(
                routes,
                (body, request) -> ForeignForm.read(body, type(request)),
                message,
                MediaType.APPLICATION_JSON,
                success);
    }

    ForeignClient(
            Set<Route> routes,
            BodyReader body,
            Function<JsonNode, ForeignMessage> message,
            String answerType,
            BiFunction<JsonNode, OutboxEntry, Object> success) {
        this.routes = routes;
        this.body = body;
        this.message = message;
        this.answerType = answerType;
        this.success = success;
    }

    /** The client that has this address; empty where no other service's language is spoken. */
    static Optional<ForeignClient> of(Route route) {
        return Arrays.stream(values())
                .filter(client -> client.routes.contains(route))
                .findFirst();
    }

    String source() {
        return name().toLowerCase(Locale.ROOT);
    }

    JsonNode payload(byte @Nullable [] bytes, HttpServerRequest request) {
        return body.read(bytes, request);
    }

    ForeignMessage message(JsonNode payload) {
        return message.apply(payload);
    }

    String answerType() {
        return answerType;
    }

    Object success(JsonNode payload, OutboxEntry entry) {
        return success.apply(payload, entry);
    }

    static @Nullable String type(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.CONTENT_TYPE);
    }
}
