package io.ilinknotify.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** The phone's page below {@code /phone} and its calls below {@code /phone/api}. */
final class PhoneRoutes {
    static final String FILES_OF_MESSAGES = "/phone/file/";
    private static final String NOTHING_FROM_ELSEWHERE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern BOTH_LANGUAGES = Pattern.compile("\\[\\[(.*?)\\|(.*?)]]");

    private final SimulatedIlink ilink;
    private final Vertx vertx;

    PhoneRoutes(SimulatedIlink ilink, Vertx vertx) {
        this.ilink = ilink;
        this.vertx = vertx;
    }

    void addTo(Router router) {
        for (String path : List.of("/", "/phone")) {
            router.get(path).handler(this::page);
        }
        serve(router, "/phone/phone.css", "/simulator/phone.css", "text/css");
        for (String script : List.of("phone.js", "panel.js", "markdown.js")) {
            serve(router, "/phone/" + script, "/simulator/" + script, "text/javascript");
        }
        for (String style : List.of("/assets/pico.classless.jade.min.css", "/assets/ilink-notify.css")) {
            serve(router, style, style, "text/css");
        }
        serve(router, "/assets/icon.svg", "/assets/icon.svg", "image/svg+xml");
        router.get(FILES_OF_MESSAGES + ":id").handler(this::fileOfMessage);
        router.get("/phone/api/live").handler(this::live);
        router.get("/phone/api/state").handler(call -> json(call, 200, PhoneState.of(ilink, person(call))));
        router.get("/phone/api/requests").handler(call -> json(call, 200, PhoneState.newest(ilink.requests())));
        router.get("/phone/api/violations").handler(call -> json(call, 200, PhoneState.newest(ilink.violations())));
        router.post("/phone/api/:action")
                .handler(call ->
                        call.request().body().onSuccess(body -> act(call, body.toString(StandardCharsets.UTF_8))));
    }

    /** JSON only, so that no other site's form can push the buttons of a phone on a developer's machine. */
    private void act(RoutingContext call, String body) {
        if (!"application/json".equals(call.request().getHeader("Content-Type"))) {
            error(call, 415, "the Content-Type must be application/json");
            return;
        }
        Optional<ObjectNode> what = Json.parse(body.isBlank() ? "{}" : body);
        if (what.isEmpty()) {
            error(call, 400, "the body must be a JSON object");
            return;
        }
        try {
            PhoneActions.act(ilink, ilink.phone(person(call)), call.pathParam("action"), what.get());
            json(call, 200, PhoneState.of(ilink, person(call)));
        } catch (IllegalStateException impossibleNow) {
            error(call, 409, String.valueOf(impossibleNow.getMessage()));
        } catch (IllegalArgumentException | DateTimeParseException notUnderstood) {
            error(call, 400, String.valueOf(notUnderstood.getMessage()));
        }
    }

    /** Server-sent events: the whole state after every change, several changes at once as one. */
    private void live(RoutingContext call) {
        HttpServerResponse response = head(call, "text/event-stream").setChunked(true);
        var coming = new AtomicBoolean();
        var context = vertx.getOrCreateContext();
        Runnable push = () -> {
            if (coming.compareAndSet(false, true)) {
                context.runOnContext(now -> {
                    coming.set(false);
                    if (!response.closed()) {
                        response.write("data: " + PhoneState.of(ilink, person(call)) + "\n\n");
                    }
                });
            }
        };
        Runnable stop = ilink.lock.listen(push);
        response.closeHandler(closed -> stop.run());
        push.run();
    }

    /** Keeps one side of each {@code [[中文|English]]}: the one that the link on the page asks for, else the browser's. */
    private void page(RoutingContext call) {
        String language = call.queryParam("lang").stream()
                .findFirst()
                .or(() -> Optional.ofNullable(call.request().getHeader("Accept-Language")))
                .orElse("en");
        String page = resource("/simulator/phone.html").toString(StandardCharsets.UTF_8);
        head(call, "text/html; charset=utf-8")
                .putHeader("Content-Security-Policy", NOTHING_FROM_ELSEWHERE)
                .end(BOTH_LANGUAGES.matcher(page).replaceAll(language.startsWith("zh") ? "$1" : "$2"));
    }

    private static void serve(Router router, String path, String name, String type) {
        router.get(path)
                .handler(call -> head(call, type + "; charset=utf-8")
                        .putHeader("Content-Security-Policy", NOTHING_FROM_ELSEWHERE)
                        .end(resource(name)));
    }

    private static Buffer resource(String name) {
        try (InputStream stream = PhoneRoutes.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the simulator's page is not on the class path: " + name);
            }
            return Buffer.buffer(stream.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whatever somebody sent: it is shown as what its bytes say, and nothing in it runs. */
    private void fileOfMessage(RoutingContext call) {
        ilink.file(call.pathParam("id"))
                .ifPresentOrElse(
                        bytes -> head(call, SimulatedFile.type(bytes))
                                .putHeader("X-Content-Type-Options", "nosniff")
                                .putHeader("Content-Security-Policy", "default-src 'none'; sandbox")
                                .end(Buffer.buffer(bytes)),
                        () -> error(call, 404, "no such file, or no longer"));
    }

    private static String person(RoutingContext call) {
        return call.queryParam("as").stream().findFirst().orElse(SimulatedIlink.OWNER);
    }

    private static void error(RoutingContext call, int status, String message) {
        json(call, status, Json.object().put("error", message));
    }

    private static void json(RoutingContext call, int status, JsonNode body) {
        head(call, "application/json").setStatusCode(status).end(body.toString());
    }

    private static HttpServerResponse head(RoutingContext call, String type) {
        return call.response().putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
    }
}
