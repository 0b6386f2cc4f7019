package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The phone's page below {@code /phone} and its calls below {@code /phone/api}. */
final class PhoneRoutes {
    static final String FILES_OF_MESSAGES = "/phone/file/";
    private static final String API = "/phone/api/";
    private static final String NOTHING_FROM_ELSEWHERE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of(
            "/", "phone.html",
            "/phone", "phone.html",
            "/phone/", "phone.html",
            "/phone/phone.css", "phone.css",
            "/phone/phone.js", "phone.js",
            "/phone/panel.js", "panel.js",
            "/phone/markdown.js", "markdown.js");

    private final SimulatedIlink ilink;
    private final Vertx vertx;
    private final PhoneState state;
    private final PhoneActions actions;

    PhoneRoutes(SimulatedIlink ilink, Vertx vertx) {
        this.ilink = ilink;
        this.vertx = vertx;
        this.state = new PhoneState(ilink);
        this.actions = new PhoneActions(ilink);
    }

    boolean serves(String path) {
        return FILES.containsKey(path) || path.startsWith(API) || path.startsWith(FILES_OF_MESSAGES);
    }

    void handle(HttpServerRequest request) {
        String file = FILES.get(request.path());
        String person = Optional.ofNullable(request.getParam("as")).orElse(SimulatedIlink.OWNER);
        if (file != null) {
            file(request.response(), file);
        } else if (request.path().startsWith(FILES_OF_MESSAGES)) {
            fileOfMessage(request.response(), request.path().substring(FILES_OF_MESSAGES.length()));
        } else if (request.method().equals(HttpMethod.POST)) {
            request.body().onSuccess(body -> act(request, person, body.toString(StandardCharsets.UTF_8)));
        } else {
            look(request, person);
        }
    }

    private void look(HttpServerRequest request, String person) {
        switch (request.path().substring(API.length())) {
            case "state" -> json(request.response(), 200, state.of(person));
            case "live" -> live(request.response(), person);
            case "requests" -> json(request.response(), 200, PhoneState.newest(ilink.requests()));
            case "violations" -> json(request.response(), 200, PhoneState.newest(ilink.violations()));
            default -> error(request.response(), 404, "no such page");
        }
    }

    /** JSON only, so that no other site's form can push the buttons of a phone on a developer's machine. */
    private void act(HttpServerRequest request, String person, String body) {
        if (!"application/json".equals(request.getHeader("Content-Type"))) {
            error(request.response(), 415, "the Content-Type must be application/json");
            return;
        }
        Optional<ObjectNode> what = body.isBlank() ? Optional.of(Json.object()) : Json.parse(body);
        if (what.isEmpty()) {
            error(request.response(), 400, "the body must be a JSON object");
            return;
        }
        try {
            actions.act(request.path().substring(API.length()), ilink.phone(person), what.get());
            json(request.response(), 200, state.of(person));
        } catch (IllegalStateException impossibleNow) {
            error(request.response(), 409, String.valueOf(impossibleNow.getMessage()));
        } catch (IllegalArgumentException | DateTimeParseException notUnderstood) {
            error(request.response(), 400, String.valueOf(notUnderstood.getMessage()));
        }
    }

    /** Server-sent events: the whole state after every change, several changes at once as one. */
    private void live(HttpServerResponse response, String person) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").putHeader("Cache-Control", "no-store");
        var coming = new AtomicBoolean();
        var context = vertx.getOrCreateContext();
        Runnable push = () -> {
            if (coming.compareAndSet(false, true)) {
                context.runOnContext(now -> {
                    coming.set(false);
                    if (!response.closed()) {
                        response.write("data: " + state.of(person) + "\n\n");
                    }
                });
            }
        };
        Runnable stop = ilink.lock.listen(push);
        response.closeHandler(closed -> stop.run());
        push.run();
    }

    private static void file(HttpServerResponse response, String name) {
        String type = name.endsWith(".css") ? "text/css" : name.endsWith(".js") ? "text/javascript" : "text/html";
        response.putHeader("Content-Type", type + "; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Security-Policy", NOTHING_FROM_ELSEWHERE)
                .end(Buffer.buffer(resource(name)));
    }

    /** Whatever somebody sent: it is shown as what its bytes say, and nothing in it runs. */
    private void fileOfMessage(HttpServerResponse response, String id) {
        ilink.file(id)
                .ifPresentOrElse(
                        bytes -> response.putHeader("Content-Type", SimulatedFile.type(bytes))
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                                .putHeader("Cache-Control", "no-store")
                                .end(Buffer.buffer(bytes)),
                        () -> error(response, 404, "no such file, or no longer"));
    }

    private static byte[] resource(String name) {
        try (InputStream stream = PhoneRoutes.class.getResourceAsStream("/simulator/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the simulator's page is not on the class path: " + name);
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void error(HttpServerResponse response, int status, String message) {
        json(response, status, Json.object().put("error", message));
    }

    private static void json(HttpServerResponse response, int status, JsonNode body) {
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toString());
    }
}
